import type { Issue } from '../api/issue.ts';
import { isJsonObject } from '../lib/json.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { trimEndSpace } from '../lib/trim-end-space.ts';
import { groupKey, type ObjectGroups, type RelateRule } from '../metacontroller/contract.ts';
import { groupOf } from '../metacontroller/group-of.ts';
import type { KeyReference } from '../objects/k8s-types.ts';

const configMaps = groupKey('v1', 'ConfigMap');

/** Customize rule for the ConfigMaps that a spec names in its own namespace; none if it names none. */
export function relateConfigMaps(
  namespace: string,
  references: readonly (KeyReference | undefined)[],
): readonly RelateRule[] {
  const [first, ...others] = [...new Set(references.flatMap((reference) => reference?.name ?? []))].toSorted();
  return first === undefined
    ? []
    : [{ apiVersion: 'v1', resource: 'configmaps', namespace, names: [first, ...others] }];
}

/** Text under a key of a referenced ConfigMap, less trailing white space. Issues: the ConfigMap or the key is missing. Throws when the request lacks the group. */
export function readConfigMapKey(
  related: ObjectGroups,
  namespace: string,
  reference: KeyReference,
  path: string,
): Result<string, Issue> {
  const group = groupOf(related, configMaps);
  const name = reference.name ?? '';
  const found = group[`${namespace}/${name}`];
  if (found === undefined) {
    const message = `cannot fetch configmap: ${name}, err: configmap ${namespace}/${name} not found`;
    return err({ path: `${path}.name`, reason: 'ConfigMapNotFound', message });
  }
  const data: unknown = Reflect.get(found, 'data');
  const text = isJsonObject(data) && Object.hasOwn(data, reference.key) ? data[reference.key] : undefined;
  if (typeof text !== 'string') {
    const message = `cannot fetch configmap: ${name}, err: expected key="${reference.key}" was not found at object="configmap/${namespace}/${name}"`;
    return err({ path: `${path}.key`, reason: 'ConfigMapKeyNotFound', message });
  }
  return ok(trimEndSpace(text));
}
