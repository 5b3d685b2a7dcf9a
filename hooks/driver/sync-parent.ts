import type { RegisteredKind } from '../kinds/kind.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { ObjectGroups } from '../metacontroller/contract.ts';
import { controllerUidLabel } from '../metacontroller/contract.ts';
import { readObjects, readRelateRules, readStatus } from './answers.ts';
import { claimChildren, decoratorAnnotation, ownAttachments } from './claim.ts';
import { manageChildren } from './manage-children.ts';
import { resolveRelated } from './relate.ts';
import type { Asking, NamespaceDecorator, Run } from './run.ts';

/**
 * One sync of a composite parent, in Metacontroller's order: claim, customize, relate, sync, label, apply, status. A lost answer changes
 * nothing but the claims. A kind without controller is left alone.
 */
export function* syncParent(run: Run, kind: RegisteredKind, ref: KubeObject): Asking<void> {
  const parent = run.store.get(ref);
  if (parent === undefined || kind.controller === undefined) return;
  const childKinds = kind.controller.childKinds.filter(
    ({ optional }) => optional === undefined || run.optionalApis.has(optional),
  );
  const target = kind.api.kind.toLowerCase();
  const claimed = claimChildren(run.store, parent, childKinds);
  const seen = yield* observe(run, target, parent, claimed);
  if (seen === undefined) return;
  const answer = yield {
    target,
    hook: 'sync',
    body: { controller: {}, parent, children: seen.children, related: seen.related, finalizing: false },
  };
  if (run.faults.losesAnswer()) return;
  const desired = readObjects(answer, 'children').map((child) => withLabel(child, parent));
  manageChildren(run, parent, seen.children, desired, childKinds);
  const current = run.store.get(parent);
  if (current !== undefined)
    run.store.put({ ...current, status: readStatus(answer, parent.metadata.generation) }, 'status');
}

/** One sync of a decorated Namespace. */
export function* syncNamespace(run: Run, decorator: NamespaceDecorator, ref: KubeObject): Asking<void> {
  const object = run.store.get(ref);
  if (object === undefined) return;
  const attachments = ownAttachments(run.store, object, decorator.attachmentKinds, decorator.name);
  const seen = yield* observe(run, decorator.name, object, attachments);
  if (seen === undefined) return;
  const answer = yield {
    target: decorator.name,
    hook: 'sync',
    body: { controller: {}, object, attachments: seen.children, related: seen.related, finalizing: false },
  };
  if (run.faults.losesAnswer()) return;
  const desired = readObjects(answer, 'attachments').map((attachment) => withAnnotation(attachment, decorator.name));
  manageChildren(run, object, seen.children, desired, decorator.attachmentKinds);
}

interface Seen {
  readonly children: ObjectGroups;
  readonly related: ObjectGroups;
}

/** Asks customize and gathers what the request will show; undefined when the answer was lost. A stale cache shows the last request's objects. */
function* observe(run: Run, target: string, parent: KubeObject, children: ObjectGroups): Asking<Seen | undefined> {
  const answer = yield { target, hook: 'customize', body: { controller: {}, parent } };
  if (run.faults.losesAnswer()) return undefined;
  const fresh = { children, related: resolveRelated(readRelateRules(answer), run.store, run.kindOf, run.placeholder) };
  const key = objectKey(parent);
  const last = run.lastSeen.get(key);
  run.lastSeen.set(key, fresh);
  return last !== undefined && run.faults.isStale() ? last : fresh;
}

function withLabel(child: KubeObject, parent: KubeObject): KubeObject {
  const { uid } = parent.metadata;
  const existing = child.metadata.labels?.[controllerUidLabel];
  if (uid === undefined || existing === uid) return child;
  if (existing !== undefined)
    throw new Error(`labels on desired child ${objectKey(child)} don't match the selector of ${objectKey(parent)}`);
  return { ...child, metadata: { ...child.metadata, labels: { ...child.metadata.labels, [controllerUidLabel]: uid } } };
}

function withAnnotation(attachment: KubeObject, decorator: string): KubeObject {
  return {
    ...attachment,
    metadata: {
      ...attachment.metadata,
      annotations: { ...attachment.metadata.annotations, [decoratorAnnotation]: decorator },
    },
  };
}
