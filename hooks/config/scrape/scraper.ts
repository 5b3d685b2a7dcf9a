import type { VMAgentSpec } from '../../api/vmagent.ts';
import type { VMNodeScrape } from '../../api/vmnodescrape.ts';
import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import type { VMProbe } from '../../api/vmprobe.ts';
import type { VMScrapeConfig } from '../../api/vmscrapeconfig.ts';
import type { VMServiceScrape } from '../../api/vmservicescrape.ts';
import type { VMStaticScrape } from '../../api/vmstaticscrape.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ReferenceReader } from './reader.ts';

/** Settings of a VMAgent or VMSingle that shape its scrape configuration. */
export type ScraperSpec = Pick<
  VMAgentSpec,
  | 'additionalScrapeConfigs'
  | 'serviceScrapeRelabelTemplate'
  | 'podScrapeRelabelTemplate'
  | 'probeScrapeRelabelTemplate'
  | 'nodeScrapeRelabelTemplate'
  | 'staticScrapeRelabelTemplate'
  | 'scrapeConfigRelabelTemplate'
  | 'apiServerConfig'
  | 'arbitraryFSAccessThroughSMs'
  | 'daemonSetMode'
  | 'enableKubernetesAPISelectors'
  | 'enforcedNamespaceLabel'
  | 'externalLabelName'
  | 'externalLabels'
  | 'globalScrapeMetricRelabelConfigs'
  | 'globalScrapeRelabelConfigs'
  | 'inlineScrapeConfig'
  | 'maxScrapeInterval'
  | 'minScrapeInterval'
  | 'overrideHonorLabels'
  | 'overrideHonorTimestamps'
  | 'sampleLimit'
  | 'scrapeClasses'
  | 'scrapeInterval'
  | 'scrapeTimeout'
  | 'vmAgentExternalLabelName'
>;

/** A VMAgent or VMSingle as far as jobs depend on it. */
export interface Scraper {
  readonly namespace: string;
  readonly name: string;
  readonly spec: ScraperSpec;
  /** Directory of TLS assets in the container: `/etc/vmagent-tls/certs`. */
  readonly tlsDirectory: string;
  /** VM_VMSERVICESCRAPEDEFAULT_ENFORCEENDPOINTSLICES */
  readonly enforceEndpointslices: boolean;
}

/** The scrape kinds with their objects' types, in the order in which their jobs stand in the configuration. Source: reference A6 */
export interface ScrapeObjects {
  readonly VMServiceScrape: VMServiceScrape;
  readonly VMPodScrape: VMPodScrape;
  readonly VMProbe: VMProbe;
  readonly VMNodeScrape: VMNodeScrape;
  readonly VMStaticScrape: VMStaticScrape;
  readonly VMScrapeConfig: VMScrapeConfig;
}

/** Name of a scrape kind. */
export type ScrapeKind = keyof ScrapeObjects;

/** All scrape kinds, in the order of their jobs. */
export const scrapeKinds: readonly ScrapeKind[] = [
  'VMServiceScrape',
  'VMPodScrape',
  'VMProbe',
  'VMNodeScrape',
  'VMStaticScrape',
  'VMScrapeConfig',
];

/** What the rendering of one object is given. */
export interface JobContext {
  readonly scraper: Scraper;
  /** Namespace of the object: its references resolve there. */
  readonly namespace: string;
  readonly reader: ReferenceReader;
}

/** One scrape job: an item of `scrape_configs`, keys in the order of the output, `job_name` first. */
export type Job = JsonObject & { readonly job_name: string };

/** Renders the jobs of one object. Its references are read through the context's reader. */
export type RenderJobs<Kind extends ScrapeKind> = (object: ScrapeObjects[Kind], context: JobContext) => readonly Job[];
