import { type Resolution, type Resolve, referenceId } from '../../config/reference.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups, type RelateRule } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { referenceBundleChild } from './build-bundles.ts';
import { bundleOfLabel } from './label.ts';
import { isNameable, notFound, type Settled } from './look-up.ts';
import { decodePayload, payloadKey } from './payload.ts';

/** What a workload's sync was given. */
interface ResolverInput {
  readonly children: ObjectGroups;
  readonly related: ObjectGroups;
  readonly ownerUid: string;
}

/** Customize rule of a workload for the Secrets of its bundles. The uid is fixed for its life, so the rule never changes. */
export function relateBundleSecrets(ownerUid: string, namespace: string): RelateRule {
  return {
    apiVersion: 'v1',
    resource: 'secrets',
    namespace,
    labelSelector: { matchLabels: { [bundleOfLabel]: ownerUid } },
  };
}

/**
 * Looks references up in the Secrets of a workload's bundles. A Secret counts when it carries the label with the owner's uid, is called like
 * a bundle among the observed children, and is controlled by that bundle: the label alone anybody could write. While references move from one
 * bundle to another, the bundle that lists a reference knows best. What no Secret speaks of is pending. Throws when the request lacks a group.
 */
export function bundleResolver({ children, related, ownerUid }: ResolverInput): Resolve {
  const bundles = Object.values(
    groupOf(children, groupKey(referenceBundleChild.apiVersion, referenceBundleChild.kind), 'group'),
  );
  const secrets = groupOf(related, groupKey('v1', 'Secret'), 'group');
  const listed = new Map<string, Settled>();
  const others = new Map<string, Settled>();
  for (const bundle of bundles.sort((a, b) => compareBytewise(a.metadata.name, b.metadata.name))) {
    const secret = secrets[`${bundle.metadata.namespace}/${bundle.metadata.name}`];
    if (secret === undefined || !belongsTo(secret, bundle, ownerUid)) continue;
    const own = idsOf(bundle);
    for (const [id, resolution] of payloadOf(secret)) (own.has(id) ? listed : others).set(id, resolution);
  }
  return (reference): Resolution => {
    if (!isNameable(reference)) return notFound(reference);
    const id = referenceId(reference);
    return listed.get(id) ?? others.get(id) ?? { state: 'pending' };
  };
}

function belongsTo({ metadata }: KubeObject, bundle: KubeObject, ownerUid: string): boolean {
  const controller = metadata.ownerReferences?.find((reference) => reference.controller === true);
  const { uid } = bundle.metadata;
  return metadata.labels?.[bundleOfLabel] === ownerUid && uid !== undefined && controller?.uid === uid;
}

function payloadOf(secret: KubeObject): ReadonlyMap<string, Settled> {
  const value = fieldAt(secret, ['data', payloadKey]);
  const text = typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : '';
  return decodePayload(text) ?? new Map();
}

/** Ids of the references that a bundle lists. It was written by vmop, but read leniently: an odd entry lists nothing. */
function idsOf(bundle: KubeObject): ReadonlySet<string> {
  const references = fieldAt(bundle, ['spec', 'references']);
  const list: readonly unknown[] = Array.isArray(references) ? references : [];
  return new Set(
    list.flatMap((item) => {
      if (!isJsonObject(item)) return [];
      const { kind, namespace, name, key } = item;
      return [`${kind}/${namespace}/${name}/${key}`];
    }),
  );
}
