import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isJsonObject } from '../../hooks/lib/json.ts';
import { type KubeObject, qualifiedName } from '../../hooks/lib/kube-object.ts';
import { asList, asObject } from './resource-path.ts';

/** A change of one object; DELETED carries its last state. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

/** How a watch reaches the API server, and what it follows. */
export interface WatchRequest {
  readonly path: string;
  readonly collection: { readonly apiVersion: string; readonly kind: string };
  readonly metadataOnly: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: (event: WatchEvent) => void;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    contentType?: string,
    accept?: string,
  ) => Promise<{ readonly body: unknown }>;
  readonly open: (
    method: string,
    path: string,
    accept: string,
    body: undefined,
    signal: AbortSignal,
  ) => Promise<IncomingMessage>;
}

/** Lists, delivers, then follows in the background until the signal aborts. Resolves after the first list. */
export async function followWatch(watch: WatchRequest): Promise<void> {
  const known = new Map<string, KubeObject>();
  const start = await relist(watch, known);
  void followForever(watch, known, start);
}

async function followForever(watch: WatchRequest, known: Map<string, KubeObject>, start: string): Promise<void> {
  let resourceVersion = start;
  while (!watch.signal.aborted) {
    try {
      resourceVersion = await stream(watch, known, resourceVersion);
    } catch {
      // Refused, expired or cut off: look again at everything.
      if (watch.signal.aborted) return;
      await delay(100);
      resourceVersion = await relist(watch, known).catch(() => resourceVersion);
    }
  }
}

/** Delivers the difference between what is known and what exists now; gives the version to follow from. */
async function relist(watch: WatchRequest, known: Map<string, KubeObject>): Promise<string> {
  const accept = watch.metadataOnly
    ? 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
    : 'application/json';
  const { body } = await watch.send('GET', watch.path, undefined, undefined, accept);
  const { items, resourceVersion } = asList(body, watch.collection);
  const present = new Set(items.map((item) => qualifiedName(item.metadata)));
  for (const [key, object] of known) if (!present.has(key)) deliver(watch, known, { type: 'DELETED', object });
  for (const object of items) {
    const before = known.get(qualifiedName(object.metadata));
    if (before?.metadata.resourceVersion === object.metadata.resourceVersion) continue;
    deliver(watch, known, { type: before === undefined ? 'ADDED' : 'MODIFIED', object });
  }
  return resourceVersion;
}

function deliver(watch: WatchRequest, known: Map<string, KubeObject>, event: WatchEvent): void {
  const key = qualifiedName(event.object.metadata);
  if (event.type === 'DELETED') known.delete(key);
  else known.set(key, event.object);
  if (!watch.signal.aborted) watch.onEvent(event);
}

/** Follows one connection to its end; gives the version reached. Throws on an error event. */
async function stream(watch: WatchRequest, known: Map<string, KubeObject>, from: string): Promise<string> {
  const accept = watch.metadataOnly
    ? 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
    : 'application/json';
  const separator = watch.path.includes('?') ? '&' : '?';
  const path = `${watch.path}${separator}watch=1&allowWatchBookmarks=true&resourceVersion=${from}`;
  const response = await watch.open('GET', path, accept, undefined, watch.signal);
  if (response.statusCode !== 200) {
    response.resume();
    throw new Error(`watch answered ${response.statusCode}`);
  }
  let resourceVersion = from;
  let rest = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) resourceVersion = handleLine(watch, known, line) ?? resourceVersion;
  }
  return resourceVersion;
}

function handleLine(watch: WatchRequest, known: Map<string, KubeObject>, line: string): string | undefined {
  const event: unknown = JSON.parse(line);
  if (!isJsonObject(event) || !isJsonObject(event['object'])) throw new Error('not a watch event');
  const { type, object } = event;
  if (type === 'ERROR') throw new Error('the watch expired');
  const { apiVersion, kind } = watch.collection;
  if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') {
    const delivered = asObject({ ...object, apiVersion, kind });
    deliver(watch, known, { type, object: delivered });
    return delivered.metadata.resourceVersion;
  }
  const { metadata } = object;
  return isJsonObject(metadata) && typeof metadata['resourceVersion'] === 'string'
    ? metadata['resourceVersion']
    : undefined;
}
