import type { Issue } from '../../api/issue.ts';
import type { ScraperSpec } from '../../config/scrape/scraper.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { Identity } from '../../objects/metadata.ts';
import type { ScrapeSelectionSpec } from '../../select/scrape-selection.ts';

/** What a VMAgent or VMSingle brings to its scrape configuration. */
export interface ScrapingWorkload {
  readonly kind: 'VMAgent' | 'VMSingle';
  readonly identity: Identity;
  readonly spec: ScraperSpec & ScrapeSelectionSpec;
  /** Directory of TLS assets in the container: `/etc/vmagent-tls/certs`. */
  readonly tlsDirectory: string;
  /** Key of the configuration in its Secret: `vmagent.yaml.gz`. */
  readonly configKey: string;
  /** Further keys of the configuration Secret, such as passwords for remote write, by key. */
  readonly credentials: ReadonlyMap<string, string>;
  /** Further files among the TLS assets, by name. */
  readonly assets: ReadonlyMap<string, string>;
}

/** The children that the scrape configuration is made of, and what was found on the way. */
export interface Scraping {
  /** Configuration Secret, overflow Secrets, TLS assets, reference bundles, selection card. */
  readonly children: readonly KubeObject[];
  /** Number of overflow Secrets `<name>-sc-1` … : the pods mount each of them. */
  readonly overflow: number;
  /** Why there is no new configuration; the observed children are retained then. */
  readonly issues: readonly Issue[];
  readonly findings: readonly Issue[];
}

/** Of a workload that scrapes nothing. */
export const noScraping: Scraping = { children: [], overflow: 0, issues: [], findings: [] };
