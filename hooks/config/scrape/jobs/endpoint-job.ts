import type { VMNodeScrape } from '../../../api/vmnodescrape.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { RelabelRule } from '../../relabel.ts';
import { renderAuth } from '../client/auth.ts';
import { renderVmParams } from '../client/vm-params.ts';
import { type ParamsFallback, renderScrapeParams } from '../params.ts';
import { metricRelabeling, relabelTail } from '../relabel-tail.ts';
import type { Job, JobContext } from '../scraper.ts';

/** What all kinds say about how one target is scraped. */
export type Endpoint = Omit<VMNodeScrape['spec'], 'jobLabel' | 'port' | 'scrapeClass' | 'selector' | 'targetLabels'>;

/** One job that scrapes what an endpoint describes. */
export interface EndpointJob {
  readonly jobName: string;
  /** `kubernetes_sd_configs` or `static_configs`. */
  readonly targets: JsonObject;
  /** The endpoint with the defaults of its scrape class. */
  readonly endpoint: Endpoint;
  /** Field path of the endpoint in the object: `spec.endpoints[0]`, or `spec`. */
  readonly path: string;
  /** Rules that the kind itself needs, before those of users. */
  readonly rules: readonly JsonObject[];
  /** The scraper's template for the kind. */
  readonly template: readonly RelabelRule[] | undefined;
  readonly fallback?: ParamsFallback;
}

/** The job of an endpoint, keys in the order of all kinds but VMProbe and VMScrapeConfig. Source: reference A7.1 */
export function renderEndpointJob(job: EndpointJob, context: JobContext): Job {
  const { jobName, targets, endpoint, path, rules, template, fallback } = job;
  const { scraper } = context;
  return {
    job_name: jobName,
    ...targets,
    ...renderScrapeParams(endpoint, scraper, fallback),
    relabel_configs: [...rules, ...relabelTail(endpoint.relabelConfigs, template, context)],
    ...metricRelabeling(endpoint.metricRelabelConfigs, scraper),
    ...renderVmParams(endpoint.vm_scrape_params, `${path}.vm_scrape_params`, context),
    ...renderAuth(endpoint, path, context),
  };
}
