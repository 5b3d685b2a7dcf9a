import { gunzipBase64 } from '../../config/gzip.ts';
import { splitJobs } from '../../config/scrape/document.ts';
import { isJsonObject } from '../../lib/json.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import type { Identity } from '../../objects/metadata.ts';
import { overflowName, tlsAssetsName } from '../../objects/scrape-secrets.ts';

const secrets = groupKey('v1', 'Secret');

/** Data of a generated Secret as observed, values in base64; empty where the Secret does not exist. */
function observedData(children: ObjectGroups, namespace: string, name: string): ReadonlyMap<string, string> {
  const data: unknown = Reflect.get(children[secrets]?.[`${namespace}/${name}`] ?? {}, 'data');
  const entries = isJsonObject(data) ? Object.entries(data) : [];
  return new Map(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}

/** Number of overflow Secrets that exist, without gaps from 1. */
export function observedOverflow(children: ObjectGroups, identity: Identity): number {
  let count = 0;
  while (children[secrets]?.[`${identity.namespace}/${overflowName(identity, count + 1)}`] !== undefined) count += 1;
  return count;
}

/** Text of each job in the configuration as observed, by job name; what cannot be read counts as absent. */
export function observedJobs(
  children: ObjectGroups,
  identity: Identity,
  configKey: string,
): ReadonlyMap<string, string> {
  const overflow = Array.from({ length: observedOverflow(children, identity) }, (_, index) =>
    observedData(children, identity.namespace, overflowName(identity, index + 1)).get('jobs.yaml'),
  );
  const main = observedData(children, identity.namespace, identity.name).get(configKey);
  const texts = [main, ...overflow].flatMap((base64) => {
    const text = base64 === undefined ? undefined : gunzipBase64(base64);
    return text?.ok === true ? [text.value] : [];
  });
  return new Map(texts.flatMap((text) => [...splitJobs(text)]));
}

/** TLS assets as observed, values in base64. */
export function observedAssets(children: ObjectGroups, identity: Identity): ReadonlyMap<string, string> {
  return observedData(children, identity.namespace, tlsAssetsName(identity));
}
