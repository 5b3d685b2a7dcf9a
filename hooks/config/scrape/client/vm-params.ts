import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { keepFilled } from './keep-filled.ts';
import { renderProxyAuth } from './proxy-auth.ts';

/** Scrape settings that only VictoriaMetrics has. */
export type VmScrapeParams = NonNullable<VMScrapeConfig['spec']['vm_scrape_params']>;

/**
 * VMPARAMS of a job, to be spread into it; a switch is written whenever it is set, also when it is off. `path` is that of
 * `vm_scrape_params`. Source: reference A7.6
 */
export function renderVmParams(params: VmScrapeParams | undefined, path: string, context: JobContext): JsonObject {
  if (params === undefined) return {};
  return keepFilled({
    scrape_align_interval: params.scrape_align_interval,
    stream_parse: params.stream_parse,
    disable_compression: params.disable_compression,
    scrape_offset: params.scrape_offset,
    no_stale_markers: params.no_stale_markers,
    disable_keepalive: params.disable_keep_alive,
    headers: params.headers,
    ...renderProxyAuth(params.proxy_client_config, `${path}.proxy_client_config`, context),
  });
}
