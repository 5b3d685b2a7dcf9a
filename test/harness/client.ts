import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { ApiError } from './api-error.ts';
import type { Access } from './kubeconfig.ts';
import { asList, asObject, resourcePath, type Target, targetsOf } from './resource-path.ts';
import { followWatch, type WatchEvent } from './watch.ts';

/** Names one object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

/** Names a collection: all objects of a kind, in one namespace or everywhere. */
export interface Collection {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly labelSelector?: string;
}

/** Options of writing requests. */
export interface WriteOptions {
  readonly fieldManager?: string;
  readonly dryRun?: boolean;
  readonly subresource?: string;
  /** Take over fields that another manager owns; default true. Only for apply. */
  readonly force?: boolean;
  /** `Strict` refuses unknown fields. */
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
}

/** Options of a deletion. */
export interface DeleteOptions {
  readonly propagationPolicy?: 'Foreground' | 'Background' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly uid?: string;
}

/** An answer with its parsed JSON body and the warnings which the API server sent beside it. */
export interface Answer {
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/** Patch formats and their media types. */
const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** A small client of the Kubernetes REST API for one identity. Every refusal is an ApiError; kinds are looked up by discovery. */
export class KubeClient {
  readonly access: Access;
  readonly #agent: Agent;
  readonly #groupVersions = new Map<string, Promise<readonly Target[]>>();

  constructor(access: Access) {
    this.access = access;
    this.#agent = new Agent({ keepAlive: true, ca: access.ca, maxSockets: 64 });
  }

  /** The same API server seen by another identity. */
  as(token: string): KubeClient {
    return new KubeClient({ ...this.access, token });
  }

  /** Closes idle connections; watches end by their own signal. */
  close(): void {
    this.#agent.destroy();
  }

  async get(ref: ObjectRef): Promise<KubeObject> {
    return asObject((await this.send('GET', await this.#path(ref))).body);
  }

  /** Like get, but answers undefined where the object does not exist. */
  async find(ref: ObjectRef): Promise<KubeObject | undefined> {
    try {
      return await this.get(ref);
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    }
  }

  async list(collection: Collection): Promise<readonly KubeObject[]> {
    const { body } = await this.send('GET', await this.#collectionPath(collection));
    return asList(body, collection).items;
  }

  async create(object: KubeObject, options: WriteOptions = {}): Promise<KubeObject> {
    const { apiVersion, kind, metadata } = object;
    const path = await this.#collectionPath({ apiVersion, kind, namespace: metadata.namespace });
    return asObject((await this.send('POST', `${path}${query(options)}`, object)).body);
  }

  /** PUT: replaces the whole object, as an ordinary update does. */
  async replace(object: KubeObject, options: WriteOptions = {}): Promise<KubeObject> {
    return asObject((await this.send('PUT', await this.#path(object, options), object)).body);
  }

  /** Server-side apply; the field manager is `test` unless named. */
  async apply(object: KubeObject, options: WriteOptions = {}): Promise<KubeObject> {
    return asObject((await this.applyWithWarnings(object, options)).body);
  }

  /** Server-side apply that also gives the warnings of admission. */
  async applyWithWarnings(object: KubeObject, options: WriteOptions = {}): Promise<Answer> {
    const path = await this.#path(object, { fieldManager: 'test', force: true, ...options });
    return this.send('PATCH', path, object, patchTypes.apply);
  }

  async patch(
    ref: ObjectRef,
    patch: unknown,
    type: 'merge' | 'json' | 'strategic' = 'merge',
    options: WriteOptions = {},
  ): Promise<KubeObject> {
    return asObject((await this.send('PATCH', await this.#path(ref, options), patch, patchTypes[type])).body);
  }

  /** Deletes an object; an object that does not exist is an ApiError with code 404. */
  async delete(ref: ObjectRef, { uid, ...options }: DeleteOptions = {}): Promise<void> {
    const body = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      ...options,
      ...(uid === undefined ? {} : { preconditions: { uid } }),
    };
    await this.send('DELETE', await this.#path(ref), body);
  }

  /**
   * Lists a collection and follows it until `signal` aborts: every object once as ADDED, then each change. Broken
   * connections are resumed, expired ones begin anew. Resolves when the first list has been delivered.
   * `metadataOnly` leaves out everything but metadata, which saves work on large objects.
   */
  async watch(
    collection: Collection,
    onEvent: (event: WatchEvent) => void,
    signal: AbortSignal,
    metadataOnly = false,
  ): Promise<void> {
    const path = await this.#collectionPath(collection);
    await followWatch({
      path,
      collection,
      metadataOnly,
      signal,
      onEvent,
      send: this.send.bind(this),
      open: this.#open.bind(this),
    });
  }

  /** Sends one request and reads its JSON answer; any status of 400 and above is an ApiError. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    contentType = 'application/json',
    accept = 'application/json',
  ): Promise<Answer> {
    const response = await this.#open(
      method,
      path,
      accept,
      body === undefined ? undefined : { text: JSON.stringify(body), contentType },
    );
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const code = response.statusCode ?? 0;
    if (code >= 400) throw ApiError.fromAnswer(`${method} ${path}`, code, text);
    const json: unknown = response.headers['content-type']?.startsWith('application/json') ? JSON.parse(text) : text;
    return { body: json, warnings: warningsOf(response) };
  }

  async #open(
    method: string,
    path: string,
    accept: string,
    body?: { text: string; contentType: string },
    signal?: AbortSignal,
  ): Promise<IncomingMessage> {
    const headers: Record<string, string> = { accept, authorization: `Bearer ${this.access.token}` };
    if (body !== undefined) {
      headers['content-type'] = body.contentType;
      headers['content-length'] = String(Buffer.byteLength(body.text));
    }
    const options = { method, headers, agent: this.#agent, ...(signal === undefined ? {} : { signal }) };
    return new Promise((resolve, reject) => {
      const attempt = () => {
        const message = request(new URL(path, this.access.server), options, resolve);
        message.once('error', (error: NodeJS.ErrnoException) => {
          // A kept connection that the server closed meanwhile: nothing was read of the request, so it is safe to send it again.
          if (message.reusedSocket && error.code === 'ECONNRESET') attempt();
          else reject(error);
        });
        message.end(body?.text);
      };
      attempt();
    });
  }

  async #collectionPath({ apiVersion, kind, namespace, labelSelector }: Collection): Promise<string> {
    const path = resourcePath(await this.#target(apiVersion, kind), namespace);
    return labelSelector === undefined ? path : `${path}?labelSelector=${encodeURIComponent(labelSelector)}`;
  }

  async #path(ref: ObjectRef, options: WriteOptions = {}): Promise<string> {
    const target = await this.#target(ref.apiVersion, ref.kind);
    const subresource = options.subresource === undefined ? '' : `/${options.subresource}`;
    return `${resourcePath(target, ref.metadata.namespace)}/${ref.metadata.name}${subresource}${query(options)}`;
  }

  async #target(apiVersion: string, kind: string): Promise<Target> {
    const known = (await this.#discover(apiVersion)).find((target) => target.kind === kind);
    if (known !== undefined) return known;
    // A CRD may have been installed since.
    this.#groupVersions.delete(apiVersion);
    const fresh = (await this.#discover(apiVersion)).find((target) => target.kind === kind);
    if (fresh === undefined)
      throw new ApiError(
        `discovery of ${apiVersion}`,
        404,
        'NotFound',
        `the API server knows no kind ${kind} in ${apiVersion}`,
      );
    return fresh;
  }

  #discover(apiVersion: string): Promise<readonly Target[]> {
    const known = this.#groupVersions.get(apiVersion);
    if (known !== undefined) return known;
    const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const found = this.send('GET', path).then(({ body }) => targetsOf(body, path));
    this.#groupVersions.set(apiVersion, found);
    found.catch(() => this.#groupVersions.delete(apiVersion));
    return found;
  }
}

/** Texts of the `Warning` headers: `299 - "text"`, with quotes and backslashes escaped. */
function warningsOf(response: IncomingMessage): readonly string[] {
  const header = response.headers['warning'];
  if (header === undefined) return [];
  return [...String(header).matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? '').replace(/\\(.)/g, '$1'),
  );
}

function query({ fieldManager, dryRun, force, fieldValidation }: WriteOptions): string {
  const parameters = new URLSearchParams();
  if (fieldManager !== undefined) parameters.set('fieldManager', fieldManager);
  if (dryRun === true) parameters.set('dryRun', 'All');
  if (force !== undefined) parameters.set('force', String(force));
  if (fieldValidation !== undefined) parameters.set('fieldValidation', fieldValidation);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
