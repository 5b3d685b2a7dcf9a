import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { discoveryAccessFields, discoveryPort } from '../common/discovery-access.ts';
import { text, textMap, texts } from '../common/scalars.ts';
import { optional, required } from '../field.ts';

/** Targets written down in the object. */
const staticConfig = openObject({
  targets: optional(texts, 'Addresses, each as `host:port`.'),
  labels: optional(textMap, 'Labels of the scraped metrics.', { crd: { 'x-kubernetes-map-type': 'atomic' } }),
});

const fileSD = openObject({
  files: required(texts.min(1), 'Paths of files with targets; the last part of a path may be a pattern.'),
});

const httpSD = openObject({
  url: required(text.min(1).regex(/^http(s)?:\/\/.+$/), 'URL that lists the targets.'),
  ...discoveryAccessFields,
});

const dnsSD = openObject({
  names: required(texts.min(1), 'DNS names to ask for.'),
  type: optional(z.enum(['SRV', 'A', 'AAAA', 'MX']), 'Type of DNS records; SRV without it.'),
  port: discoveryPort,
});

/** Targets from lists that somebody keeps: in the object, in files, behind a URL, in DNS. */
export const listDiscoveryFields = {
  staticConfigs: optional(z.array(staticConfig), 'Targets that are known beforehand.'),
  fileSDConfigs: optional(z.array(fileSD), 'Targets from files in the container.'),
  httpSDConfigs: optional(z.array(httpSD), 'Targets that an HTTP service lists.'),
  dnsSDConfigs: optional(z.array(dnsSD), 'Targets from DNS records.'),
};
