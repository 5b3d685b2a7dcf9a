import { z } from 'zod';
import { isKubeObject } from '../lib/is-kube-object.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from './contract.ts';

// Checked in place, never copied: a request may carry 10,000 related objects.
const kubeObject = z.custom<KubeObject>(isKubeObject, 'no Kubernetes object');

/** Objects by group and name; each stands under its own group and name, as UniformObjectMap of Metacontroller writes them. */
const objectGroups = z.custom<ObjectGroups>(isObjectGroups, 'no objects under their own groups and names');

function isObjectGroups(value: unknown): value is ObjectGroups {
  if (!isJsonObject(value)) return false;
  for (const [group, objects] of Object.entries(value)) {
    if (!isJsonObject(objects)) return false;
    for (const name of Object.keys(objects)) {
      const object = objects[name];
      if (!isKubeObject(object)) return false;
      if (groupKey(object.apiVersion, object.kind) !== group || qualifiedName(object.metadata) !== name) return false;
    }
  }
  return true;
}

/** A controller of ours has no finalize hook, so a request to finalize is not for us. */
const finalizing = z.literal(false).optional();

/**
 * Body of a composite sync request, hook version v2. Its `controller` is not read, and unknown fields
 * are tolerated: newer versions of Metacontroller add some.
 * Source: metacontroller v4.17.2, pkg/controller/composite/api/v2.
 */
export const CompositeSyncRequest = z.object({
  parent: kubeObject,
  children: objectGroups,
  related: objectGroups,
  finalizing,
});

/** Body of a decorator sync request, hook version v2: the parent is `object`, the children are `attachments`. Source: metacontroller v4.17.2, pkg/controller/decorator/api/v2. */
export const DecoratorSyncRequest = z.object({
  object: kubeObject,
  attachments: objectGroups,
  related: objectGroups,
  finalizing,
});

/** Body of a customize request, the same for composites and decorators. Source: metacontroller v4.17.2, pkg/controller/common/customize/api/v2. */
export const CustomizeRequest = z.object({ parent: kubeObject });
