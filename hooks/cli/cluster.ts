import type { RequestOptions } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { type JsonAnswer, requestJson } from '../lib/json-request.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { BadInput } from './io.ts';

/** An answer of the API server that is no success: status code and the server's own message. */
export class ClusterError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** How a patch body is to be read. Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply */
type PatchType = 'application/json-patch+json' | 'application/merge-patch+json' | 'application/apply-patch+yaml';

/** The few calls that the CLI makes. Objects keep their wire names; a missing object is `undefined`, any other refusal throws ClusterError. */
export interface Cluster {
  /** URL of the API server, for reports. */
  readonly server: string;
  get(path: string): Promise<KubeObject | undefined>;
  /** All items of a collection, page by page; an API that the server does not serve has none. */
  list(path: string): Promise<readonly KubeObject[]>;
  create(path: string, object: KubeObject, options?: { readonly dryRun?: boolean }): Promise<KubeObject>;
  patch(path: string, type: PatchType, body: unknown, options?: { readonly dryRun?: boolean }): Promise<KubeObject>;
}

/** Where to find the cluster: a kubeconfig file (default: KUBECONFIG, then ~/.kube/config, then in-cluster) and a context in it. */
export interface ClusterChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
}

const pageSize = 500;

/** Connects as kubectl would. Throws an Error that names the kubeconfig when it holds no usable cluster. */
export async function connect({ kubeconfig, context }: ClusterChoice): Promise<Cluster> {
  // A value import here costs 80 MB, so only the commands that talk to a cluster pay for it.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  if (kubeconfig === undefined) config.loadFromDefault();
  else config.loadFromFile(kubeconfig);
  if (context !== undefined) config.setCurrentContext(context);
  const cluster = config.getCurrentCluster();
  if (cluster === null)
    throw new BadInput(
      `kubeconfig ${kubeconfig ?? '(default)'} names no cluster for context ${config.getCurrentContext()}`,
    );
  return clusterOf(config, cluster.server);
}

function clusterOf(config: KubeConfig, server: string): Cluster {
  const call = caller(config, server);
  return {
    server,
    get: async (path) => {
      const answer = await call('GET', path);
      if (answer.code === 404) return undefined;
      return toObject(answer);
    },
    list: (path) => listAll(call, path),
    create: async (path, object, options) =>
      toObject(await call('POST', withDryRun(path, options), 'application/json', object)),
    patch: async (path, type, body, options) => toObject(await call('PATCH', withDryRun(path, options), type, body)),
  };
}

function withDryRun(path: string, options: { readonly dryRun?: boolean } | undefined): string {
  if (options?.dryRun !== true) return path;
  return `${path}${path.includes('?') ? '&' : '?'}dryRun=All`;
}

async function listAll(call: Call, path: string): Promise<readonly KubeObject[]> {
  const items: KubeObject[] = [];
  let token = '';
  do {
    const separator = path.includes('?') ? '&' : '?';
    const answer = await call(
      'GET',
      `${path}${separator}limit=${pageSize}${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`,
    );
    if (answer.code === 404) return [];
    const list = successful(answer);
    const { apiVersion, kind } = list;
    // Items of a list carry neither apiVersion nor kind of their own.
    const itemType = { apiVersion: String(apiVersion), kind: String(kind).replace(/List$/, '') };
    for (const item of Array.isArray(list['items']) ? list['items'] : []) items.push({ ...itemType, ...item });
    const metadata = list['metadata'];
    token = isJsonObject(metadata) && typeof metadata['continue'] === 'string' ? metadata['continue'] : '';
  } while (token !== '');
  return items;
}

type Call = (method: string, path: string, contentType?: string, body?: unknown) => Promise<JsonAnswer>;

function caller(config: KubeConfig, server: string): Call {
  return async (method, path, contentType, body) => {
    const url = new URL(server.replace(/\/$/, '') + path);
    const options: RequestOptions = { method, headers: { accept: 'application/json' }, timeout: 30_000 };
    await config.applyToHTTPSOptions(options);
    const payload = body === undefined ? undefined : JSON.stringify(body);
    if (payload !== undefined) {
      options.headers = {
        ...options.headers,
        'content-type': contentType,
        'content-length': Buffer.byteLength(payload),
      };
    }
    return await patiently(() => requestJson(url, options, payload));
  };
}

/** A busy server (429) is asked again when it says so, five times at the most. Source: https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ */
async function patiently(attempt: () => Promise<JsonAnswer>): Promise<JsonAnswer> {
  for (let tries = 1; ; tries++) {
    const answer = await attempt();
    if (answer.code !== 429 || tries === 5) return answer;
    await setTimeout((answer.retryAfter ?? 1) * 1000);
  }
}

function successful(answer: JsonAnswer): JsonObject {
  if (answer.code >= 200 && answer.code < 300) return answer.body;
  throw new ClusterError(answer.code, `${answer.code}: ${String(answer.body['message'] ?? 'no message')}`);
}

function toObject(answer: JsonAnswer): KubeObject {
  return successful(answer) as unknown as KubeObject;
}
