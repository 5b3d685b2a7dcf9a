import type { Issue } from '../api/issue.ts';
import { isJsonObject } from '../lib/json.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { trimEndSpace } from '../lib/trim-end-space.ts';
import { groupKey, type ObjectGroups, type RelateRule } from '../metacontroller/contract.ts';
import type { KeyReference } from '../objects/k8s-types.ts';

const secrets = groupKey('v1', 'Secret');

/** Customize rule for the Secrets that a spec names in its own namespace; none if it names none. */
export function relateSecrets(
  namespace: string,
  references: readonly (KeyReference | undefined)[],
): readonly RelateRule[] {
  const [first, ...others] = [...new Set(references.flatMap((reference) => reference?.name || []))].toSorted();
  return first === undefined ? [] : [{ apiVersion: 'v1', resource: 'secrets', namespace, names: [first, ...others] }];
}

/** Text under a key of a referenced Secret, less trailing white space. Issues: the Secret or the key is missing. Throws when the request lacks the group. Source: reference A4, A11 */
export function readSecretKey(
  related: ObjectGroups,
  namespace: string,
  reference: KeyReference,
  path: string,
): Result<string, Issue> {
  const group = related[secrets];
  if (group === undefined) throw new Error(`the request lacks the related group ${secrets}`);
  const name = reference.name ?? '';
  const found = group[`${namespace}/${name}`];
  if (found === undefined) {
    const message = `unable to fetch secret="${name}", ns="${namespace}": secrets "${name}" not found`;
    return err({ path: `${path}.name`, reason: 'ReferenceNotFound', message });
  }
  const data: unknown = Reflect.get(found, 'data');
  const value = isJsonObject(data) && Object.hasOwn(data, reference.key) ? data[reference.key] : undefined;
  if (typeof value !== 'string') {
    const message = `expected key="${reference.key}" was not found at object="secret/${namespace}/${name}"`;
    return err({ path: `${path}.key`, reason: 'ReferenceNotFound', message });
  }
  return ok(trimEndSpace(Buffer.from(value, 'base64').toString('utf8')));
}
