import type { Settings } from '../api/settings.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { type Faults, noFaults } from './faults.ts';
import { collectGarbage } from './gc.ts';
import type { Placeholder } from './relate.ts';
import { resourceLookup } from './resources.ts';
import type { Asking, HookCall, NamespaceDecorator, Run } from './run.ts';
import { type ClusterModel, readyCluster } from './simulate.ts';
import { createStore, type ObjectRef, type ObjectStore, type Write } from './store.ts';
import { syncNamespace, syncParent } from './sync-parent.ts';

/** What a person does to a cluster: apply an object (create or replace what users write), or delete one. */
export type UserEdit = { readonly apply: KubeObject } | { readonly remove: ObjectRef };

/** What the driver needs besides the objects. */
export interface DriveOptions {
  readonly registry: readonly RegisteredKind[];
  readonly settings: Settings;
  /** RFC 3339, UTC: the time of every request of this run. */
  readonly now: string;
  /** The decorator on Namespaces; absent: Namespaces are not decorated. */
  readonly decorator?: NamespaceDecorator;
  /** Edits made after `objects` were loaded and before the first sync. */
  readonly edits?: readonly UserEdit[];
  readonly cluster?: ClusterModel;
  readonly faults?: Faults;
  readonly placeholder?: Placeholder;
  /** Rounds after which an unfinished run is an error; 100 when absent. */
  readonly maxRounds?: number;
}

/** What a run of the driver came to. */
export interface DriveResult {
  /** Everything in the store, sorted; may be driven again. */
  readonly objects: readonly KubeObject[];
  /** Rounds until nothing changed; the last one changed nothing. */
  readonly rounds: number;
  /** What was written after loading, edits included. */
  readonly writes: readonly Write[];
}

/** Answers a hook call at once, in this process. */
export type CallHook = (call: HookCall) => unknown;

/**
 * Runs the hooks over in-memory objects in Metacontroller's order until a round changes nothing. Namespaces of the objects are created when
 * missing. Throws when it does not settle, naming what kept changing, and when a hook throws. It is a model: no admission, no defaulting,
 * no pruning, and an apply is never refused.
 */
export function drive(
  objects: readonly KubeObject[],
  options: DriveOptions & { readonly callHook: CallHook },
): DriveResult {
  const steps = run(objects, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next(options.callHook(step.value));
  return step.value;
}

/** As `drive`, for hooks that answer later: over HTTP. */
export async function driveAsync(
  objects: readonly KubeObject[],
  options: DriveOptions & { readonly callHook: (call: HookCall) => Promise<unknown> },
): Promise<DriveResult> {
  const steps = run(objects, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next(await options.callHook(step.value));
  return step.value;
}

function* run(objects: readonly KubeObject[], options: DriveOptions): Asking<DriveResult> {
  const {
    registry,
    settings,
    now,
    decorator,
    cluster = readyCluster,
    faults = noFaults,
    placeholder = () => undefined,
    maxRounds = 100,
  } = options;
  const store = createStore(now);
  for (const object of objects) store.put(object, 'load');
  const loaded = store.writes.length;
  for (const edit of options.edits ?? []) makeEdit(store, edit);
  const decoratorKinds = decorator === undefined ? [] : [...decorator.attachmentKinds, ...decorator.relatedKinds];
  const kindOf = resourceLookup(registry, [
    ...decoratorKinds,
    { apiVersion: 'v1', kind: 'Namespace', resource: 'namespaces' },
  ]);
  const context: Run = {
    store,
    kindOf,
    now,
    faults,
    fieldManager: settings.fieldManager,
    optionalApis: new Set([...(settings.vpaApi ? ['vpa'] : []), ...(settings.gatewayApi ? ['gateway'] : [])]),
    placeholder,
    lastSeen: new Map(),
  };
  for (let round = 1; round <= maxRounds; round++) {
    const before = store.writes.length;
    const isCalm = !faults.isActive();
    yield* syncAll(context, registry, decorator);
    cluster(store, now);
    collectGarbage(store);
    if (store.writes.length === before && isCalm)
      return { objects: store.all(), rounds: round, writes: store.writes.slice(loaded) };
    if (round === maxRounds)
      throw new Error(`not settled after ${maxRounds} rounds; still changing: ${changedSince(store, before)}`);
  }
  throw new Error('maxRounds must be at least 1');
}

function* syncAll(
  context: Run,
  registry: readonly RegisteredKind[],
  decorator: NamespaceDecorator | undefined,
): Asking<void> {
  ensureNamespaces(context.store);
  const parents = registry.flatMap((kind) =>
    context.store.list(`${kind.api.group}/${kind.api.version}`, kind.api.kind).map((parent) => ({ kind, parent })),
  );
  for (const { kind, parent } of context.faults.reorder(parents)) yield* syncParent(context, kind, parent);
  if (decorator === undefined) return;
  for (const namespace of context.faults.reorder(context.store.list('v1', 'Namespace')))
    yield* syncNamespace(context, decorator, namespace);
}

function ensureNamespaces(store: ObjectStore): void {
  const names = new Set(store.all().flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of names) {
    const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    if (store.get(namespace) === undefined) store.put(namespace, 'cluster');
  }
}

/** Applies as `kubectl apply` does to an object that only users write: their part is replaced, status and bookkeeping stay. */
function makeEdit(store: ObjectStore, edit: UserEdit): void {
  if ('remove' in edit) {
    store.delete(edit.remove, 'user');
    return;
  }
  const existing = store.get(edit.apply);
  const { uid: _uid, ownerReferences: _owners, managedFields: _managed, ...written } = edit.apply.metadata;
  const { labels: _labels, annotations: _annotations, ...kept } = existing?.metadata ?? {};
  const status = existing?.status === undefined ? {} : { status: existing.status };
  store.put({ ...edit.apply, ...status, metadata: { ...kept, ...written } }, 'user');
}

function changedSince(store: ObjectStore, before: number): string {
  return [...new Set(store.writes.slice(before).map(({ verb, key }) => `${key} (${verb})`))].join(', ');
}
