import { z } from 'zod';
import { isKubeObject } from '../lib/is-kube-object.ts';
import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';
import { groupKey } from './contract.ts';

// Checked in place, never copied: a request may carry 10,000 related objects.
const kubeObject = z.custom<KubeObject>(isKubeObject, 'no Kubernetes object');

/** Objects by group and name; each stands under its own group and name, as UniformObjectMap of Metacontroller writes them. */
const objectGroups = z.record(z.string(), z.record(z.string(), kubeObject)).refine((groups) => {
  for (const [group, objects] of Object.entries(groups)) {
    for (const [name, object] of Object.entries(objects)) {
      if (groupKey(object.apiVersion, object.kind) !== group || qualifiedName(object.metadata) !== name) return false;
    }
  }
  return true;
}, 'an object stands under a key that is not its own');

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
