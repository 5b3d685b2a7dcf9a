import { z } from 'zod';
import { optional } from '../field.ts';
import { LabelSelector, SecretKeySelector } from '../kubernetes.ts';
import { apiServerConfig } from './authentication.ts';
import { relabelConfigs } from './relabel-config.ts';
import { flag, integer, text, textMap } from './scalars.ts';
import { scrapeClass } from './scrape-class.ts';
import { fileAccessFields, selectAllFields } from './selection.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

const selector = (what: string) => optional(LabelSelector, `Labels of the ${what} objects to use.`);
const namespaceSelector = (what: string) =>
  optional(LabelSelector, `Labels of the namespaces whose ${what} objects are used.`);
const template = (what: string) => optional(relabelConfigs, `Relabelling put before that of every ${what} object.`);

/** Which scrape objects a workload uses. */
export const scrapeSelectionFields = {
  ...selectAllFields,
  serviceScrapeSelector: selector('VMServiceScrape'),
  serviceScrapeNamespaceSelector: namespaceSelector('VMServiceScrape'),
  serviceScrapeRelabelTemplate: template('VMServiceScrape'),
  podScrapeSelector: selector('VMPodScrape'),
  podScrapeNamespaceSelector: namespaceSelector('VMPodScrape'),
  podScrapeRelabelTemplate: template('VMPodScrape'),
  probeSelector: selector('VMProbe'),
  probeNamespaceSelector: namespaceSelector('VMProbe'),
  probeScrapeRelabelTemplate: template('VMProbe'),
  nodeScrapeSelector: selector('VMNodeScrape'),
  nodeScrapeNamespaceSelector: namespaceSelector('VMNodeScrape'),
  nodeScrapeRelabelTemplate: template('VMNodeScrape'),
  staticScrapeSelector: selector('VMStaticScrape'),
  staticScrapeNamespaceSelector: namespaceSelector('VMStaticScrape'),
  staticScrapeRelabelTemplate: template('VMStaticScrape'),
  scrapeConfigSelector: selector('VMScrapeConfig'),
  scrapeConfigNamespaceSelector: namespaceSelector('VMScrapeConfig'),
  scrapeConfigRelabelTemplate: template('VMScrapeConfig'),
};

/** How a workload turns scrape objects into its scrape configuration. */
export const scrapeConfigFields = {
  additionalScrapeConfigs: optional(SecretKeySelector, 'Key of a Secret with further scrape jobs, as YAML.'),
  apiServerConfig: optional(
    apiServerConfig,
    'How service discovery reaches the API server; by default as the pod does.',
  ),
  ...fileAccessFields,
  enableKubernetesAPISelectors: optional(
    flag,
    'Let the API server filter discovered objects by the selectors of the scrape objects.',
  ),
  enforcedNamespaceLabel: optional(
    text,
    'Label that every series of a scrape object gets, with the namespace of that object.',
  ),
  externalLabelName: optional(text, 'Label with the namespace and name of this object on all written series.'),
  externalLabels: optional(textMap, 'Labels on all written series.'),
  globalScrapeMetricRelabelConfigs: optional(relabelConfigs, 'Relabelling of the metrics of all jobs.'),
  globalScrapeRelabelConfigs: optional(relabelConfigs, 'Relabelling of the targets of all jobs.'),
  ignoreNamespaceSelectors: optional(flag, 'Look for targets only in the namespace of the scrape object.'),
  ingestOnlyMode: optional(flag, 'Scrape nothing and only accept data.'),
  inlineScrapeConfig: optional(text, 'Further scrape jobs, as YAML.'),
  maxScrapeInterval: optional(text, 'Longest interval that a scrape object may ask for.'),
  minScrapeInterval: optional(text, 'Shortest interval that a scrape object may ask for.'),
  overrideHonorLabels: optional(flag, 'Ignore honorLabels of scrape objects.'),
  overrideHonorTimestamps: optional(flag, 'Ignore honorTimestamps of scrape objects.'),
  sampleLimit: optional(integer, 'Most samples per scrape for scrape objects that set no limit.'),
  scrapeClasses: optional(z.array(scrapeClass), 'Named defaults that scrape objects may refer to.', {
    crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
  }),
  scrapeInterval: optional(duration, 'Time between two scrapes where a scrape object gives none.'),
  scrapeTimeout: optional(duration, 'Time limit of a scrape where a scrape object gives none.'),
  vmAgentExternalLabelName: optional(text, 'Earlier name of externalLabelName.'),
};
