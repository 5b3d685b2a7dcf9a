import { isUtf8 } from 'node:buffer';
import type { Reference, Resolution } from '../../config/reference.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { whyNoSubdomain } from '../../lib/kube-names.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { internalLabels } from '../internal-kind.ts';

/** What a lookup comes to, once there is something to look in. */
export type Settled = Exclude<Resolution, { readonly state: 'pending' }>;

/**
 * The value of a reference among related objects, as text. Missing, with the sentence for the user: no such object, no such key (of a ConfigMap
 * only `data` counts), a value that is no UTF-8, and an object that vmop made for itself: those hold the values of others. Throws when the request
 * lacks the group. Source of the sentences: reference A4
 */
export function lookUp(reference: Reference, related: ObjectGroups): Settled {
  const { kind, namespace, name, key } = reference;
  const group = related[groupKey('v1', kind)];
  if (group === undefined) throw new Error(`the request lacks the related group ${groupKey('v1', kind)}`);
  const place = `object="${kind.toLowerCase()}/${namespace}/${name}"`;
  const found = group[`${namespace}/${name}`];
  if (found === undefined) return notFound(reference);
  if (isOurs(found)) return missing(`${place} is made by vmop for itself and cannot be referred to`);
  const value = fieldAt(found, ['data', key]);
  if (typeof value !== 'string') return missing(`expected key="${key}" was not found at ${place}`);
  if (kind === 'ConfigMap') return { state: 'found', value };
  const bytes = Buffer.from(value, 'base64');
  return isUtf8(bytes)
    ? { state: 'found', value: bytes.toString('utf8') }
    : missing(`value of key="${key}" at ${place} is no text`);
}

/** False for a reference whose object cannot exist, because Kubernetes knows no such name: it is missing without being looked for. */
export function isNameable({ namespace, name, key }: Reference): boolean {
  return whyNoSubdomain(namespace) === null && whyNoSubdomain(name) === null && key !== '';
}

/** The sentence for an object that does not exist. */
export function notFound({ kind, namespace, name }: Reference): Settled {
  const resource = kind.toLowerCase();
  return missing(`unable to fetch ${resource}="${name}", ns="${namespace}": ${resource}s "${name}" not found`);
}

function missing(message: string): Settled {
  return { state: 'missing', message };
}

function isOurs({ metadata }: KubeObject): boolean {
  return Object.entries(internalLabels).every(([label, value]) => metadata.labels?.[label] === value);
}
