import type { Settings } from '../api/settings.ts';
import type { KubeObject, ObjectMeta, StringMap } from '../lib/kube-object.ts';
import { childLabels, type Identity, withCommonMetadata } from './metadata.ts';

/** A Secret as it is written; values in base64. */
export interface Secret extends KubeObject {
  readonly data?: StringMap;
}

/** Label of an overflow Secret; its value is the name of the configuration Secret. Source: reference A15 */
export const overflowLabel = 'operator.victoriametrics.com/scrape-config-extra';

/** Name of the Secret with TLS assets. */
export function tlsAssetsName({ name }: Identity): string {
  return `tls-assets-${name}`;
}

/** Name of the overflow Secret with this index, from 1. */
export function overflowName({ name }: Identity, index: number): string {
  return `${name}-sc-${index}`;
}

/** A generated Secret of a scraper: `data` in base64. managedMetadata's annotations do not reach it. Source: reference A1 */
export function buildScrapeSecret(
  identity: Identity,
  name: string,
  data: StringMap,
  settings: Settings,
  labels: StringMap = {},
): Secret {
  const metadata: ObjectMeta = {
    name,
    namespace: identity.namespace,
    labels: { ...childLabels(identity), ...labels },
    annotations: { generated: 'true' },
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: withCommonMetadata(metadata, settings),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  };
}
