import type { Issue } from '../api/issue.ts';
import type { Reason } from '../api/reasons.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { type ChildKind, type DecorateOutput, groupKey, type ObjectGroups, type SyncOutput } from './contract.ts';
import { findUnplain } from './plain-value.ts';
import { listObjects } from './retain.ts';

/** An answer which must not reach the wire: the request fails with 500 and nothing is changed. The message names objects and paths, never values. */
export class GuardRefusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, message: string) {
    super(message);
    this.name = 'GuardRefusal';
    this.reason = reason;
  }
}

/** What an answer is held against. */
export interface GuardContext {
  /** Kinds that the controller declares as children or attachments. */
  readonly childKinds: readonly Pick<ChildKind, 'apiVersion' | 'kind' | 'scope'>[];
  /** The only namespace in which children may be. */
  readonly namespace: string;
  /** With what the names of cluster-scoped objects begin, so that no Namespace touches those of another; without it there may be none. */
  readonly clusterNamePrefix?: string;
  /** What Metacontroller observed: it deletes each of these that the answer lacks. */
  readonly observed: ObjectGroups;
}

/** Limit of one request to etcd (1.5 MiB, its `--max-request-bytes`), less a tenth for the defaults and managedFields that the API server adds. */
const maxObjectBytes = Math.floor(1.5 * 1024 * 1024 * 0.9);

/** Limit of the API server for the data of one Secret or ConfigMap, after base64. Source: https://kubernetes.io/docs/concepts/configuration/secret/#restriction-data-size */
const maxDataBytes = 1024 * 1024;

/** Kinds whose deletion loses data or restarts everything behind it. */
const preciousKinds = ['StatefulSet', 'PersistentVolumeClaim'];

/**
 * Stands between a sync function and the wire (DESIGN 5): throws GuardRefusal for an undeclared child kind, a name used twice,
 * a wrong namespace, a cluster-scoped object under a foreign name, owner references on a child, a value that JSON cannot carry, an object too large to store, a status
 * that its own schema refuses, and an observed StatefulSet or claim that is missing without being listed in `removes`.
 */
export function guardSync(
  output: SyncOutput,
  context: GuardContext & { readonly checkStatus: (status: object) => readonly Issue[] },
): void {
  guardObjects(output.children, output.removes ?? [], context);
  const owned = output.children.find(({ metadata }) => metadata.ownerReferences !== undefined);
  // With an owner reference of its own to the parent, Metacontroller would add no controller reference, and lose the child.
  if (owned !== undefined) throw new GuardRefusal('UnplainValue', `${objectKey(owned)} carries owner references`);
  guardResync(output.resyncAfterSeconds);
  const unplain = findUnplain(output.status);
  if (unplain !== null) throw new GuardRefusal('UnplainValue', `status: ${unplain} is no JSON value`);
  const [issue] = context.checkStatus(output.status);
  if (issue !== undefined) throw new GuardRefusal('InvalidStatus', `${issue.path}: ${issue.message}`);
}

/** The same for a decorator's attachments, which may carry owner references of their own (DESIGN 2.11). */
export function guardDecorate(output: DecorateOutput, context: GuardContext): void {
  guardObjects(output.attachments, output.removes ?? [], context);
  guardResync(output.resyncAfterSeconds);
}

function guardObjects(objects: readonly KubeObject[], removes: readonly string[], context: GuardContext): void {
  const declared = new Map(context.childKinds.map((child) => [groupKey(child.apiVersion, child.kind), child]));
  const seen = new Set<string>();
  for (const object of objects) {
    const unplain = findUnplain(object);
    if (unplain !== null) throw new GuardRefusal('UnplainValue', `${nameOf(object)}: ${unplain} is no JSON value`);
    const key = objectKey(object);
    const child = declared.get(groupKey(object.apiVersion, object.kind));
    if (child === undefined) {
      throw new GuardRefusal('ChildKindUndeclared', `${key} (${object.apiVersion}) is of no declared kind`);
    }
    if (!isInPlace(object, child.scope, context)) {
      throw new GuardRefusal('WrongNamespace', `${key} is not of namespace ${context.namespace}`);
    }
    if (seen.has(identify(object))) throw new GuardRefusal('DuplicateChild', `${key} is answered twice`);
    seen.add(identify(object));
    guardSize(object);
  }
  for (const object of listObjects(context.observed)) {
    if (!preciousKinds.includes(object.kind) || seen.has(identify(object)) || removes.includes(objectKey(object)))
      continue;
    throw new GuardRefusal('DataLossRefused', `${objectKey(object)} is observed but missing in the answer`);
  }
}

function isInPlace(
  { metadata }: KubeObject,
  scope: ChildKind['scope'],
  { namespace, clusterNamePrefix }: GuardContext,
): boolean {
  if (scope === undefined) return metadata.namespace === namespace;
  return (
    metadata.namespace === undefined && clusterNamePrefix !== undefined && metadata.name.startsWith(clusterNamePrefix)
  );
}

function guardSize(object: KubeObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(object));
  if (bytes > maxObjectBytes) throw new GuardRefusal('ObjectTooLarge', `${objectKey(object)} has ${bytes} bytes`);
  const data = dataBytes(object);
  if (data > maxDataBytes) throw new GuardRefusal('ObjectTooLarge', `${objectKey(object)} has ${data} bytes of data`);
}

function dataBytes(object: KubeObject): number {
  if (!isJsonObject(object) || (object['kind'] !== 'Secret' && object['kind'] !== 'ConfigMap')) return 0;
  const isSecret = object['kind'] === 'Secret';
  return (
    sumOf(object['data'], isSecret ? base64Bytes : Buffer.byteLength) +
    sumOf(object['binaryData'], base64Bytes) +
    sumOf(object['stringData'], Buffer.byteLength)
  );
}

function sumOf(map: unknown, size: (text: string) => number): number {
  if (!isJsonObject(map)) return 0;
  return Object.values(map).reduce<number>((sum, text) => sum + (typeof text === 'string' ? size(text) : 0), 0);
}

function base64Bytes(text: string): number {
  return Buffer.byteLength(text, 'base64');
}

function guardResync(seconds: number | undefined): void {
  if (seconds === undefined || (Number.isFinite(seconds) && seconds > 0)) return;
  throw new GuardRefusal('UnplainValue', 'resyncAfterSeconds is no positive number');
}

/** Identity for Metacontroller, which compares version, kind, namespace and name. */
function identify(object: KubeObject): string {
  return `${object.apiVersion} ${objectKey(object)}`;
}

/** For objects that may not even have a name. */
function nameOf(object: unknown): string {
  const kind = isJsonObject(object) && typeof object['kind'] === 'string' ? object['kind'] : 'an object';
  const metadata = isJsonObject(object) ? object['metadata'] : undefined;
  const name = isJsonObject(metadata) && typeof metadata['name'] === 'string' ? metadata['name'] : 'without name';
  return `${kind} ${name}`;
}
