import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { proxyAuth } from './authentication.ts';
import { relabelConfigs } from './relabel-config.ts';
import { flag, integer, text, texts } from './scalars.ts';

/** Which metadata of the discovered objects become labels of their targets. */
export const attachMetadata = openObject({
  node: optional(flag, 'Attach labels and annotations of the node.'),
  namespace: optional(flag, 'Attach labels and annotations of the namespace.'),
});

/** Scrape settings that only VictoriaMetrics has. */
const vmScrapeParams = openObject({
  disable_compression: optional(flag, 'Ask the target for an uncompressed answer.'),
  disable_keep_alive: optional(flag, 'Open a new connection for each scrape.'),
  headers: optional(texts, 'Headers to send, each as `Name: value`.'),
  no_stale_markers: optional(flag, 'Write no stale markers when the target vanishes.'),
  proxy_client_config: optional(proxyAuth, 'How to authenticate at the proxy.'),
  scrape_align_interval: optional(text, 'Align scrapes to multiples of this time.'),
  scrape_offset: optional(text, 'Offset of the scrapes within the interval.'),
  stream_parse: optional(flag, 'Parse the answer while it arrives, for targets with very many metrics.'),
});

/** How a target is scraped; the same for all kinds of scrape objects. */
export const scrapeParamFields = {
  path: optional(text, 'HTTP path of the metrics.'),
  scheme: optional(z.enum(['http', 'https', 'HTTPS', 'HTTP']), 'Scheme of the scrape URL.'),
  params: optional(z.record(text, texts), 'Query parameters of the scrape URL.'),
  interval: optional(text, 'Time between two scrapes.'),
  scrape_interval: optional(text, 'Other name of interval; wins over it.'),
  scrapeTimeout: optional(text, 'Time after which a scrape is given up.'),
  proxyURL: optional(text, 'Proxy on the way to the target.'),
  follow_redirects: optional(flag, 'Whether redirects of the target are followed.'),
  honorLabels: optional(flag, 'Whether labels of the target win over those of the discovery.'),
  honorTimestamps: optional(flag, 'Whether timestamps of the target are used.'),
  max_scrape_size: optional(text, 'Largest answer that is accepted, such as 16MiB.'),
  sampleLimit: optional(integer, 'Most samples that one scrape may give.'),
  seriesLimit: optional(integer, 'Most series that the target may give in a day.'),
  vm_scrape_params: optional(vmScrapeParams, 'Settings that only VictoriaMetrics has.'),
};

/** Relabelling of targets and of their metrics. */
export const scrapeRelabelFields = {
  relabelConfigs: optional(relabelConfigs, 'Relabelling of the discovered targets.'),
  metricRelabelConfigs: optional(relabelConfigs, 'Relabelling of the scraped metrics.'),
};
