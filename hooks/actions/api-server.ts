import type { RequestOptions } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { isKubeObject } from '../lib/is-kube-object.ts';
import { type JsonAnswer, requestJson } from '../lib/json-request.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { ActionFailure } from './action-failure.ts';

/** One request to the API server. */
interface ApiRequest {
  readonly method: 'GET' | 'PATCH' | 'DELETE' | 'POST';
  readonly path: string;
  readonly body?: object;
}

/** The API server as an action uses it. */
export interface ApiServer {
  /** One try; rejects where there is no answer at all. */
  once(request: ApiRequest): Promise<JsonAnswer>;
  /**
   * Tries again while there is no answer, a 403 (the Role may be younger than the Job), a 5xx, or a 429, for as long as the
   * patience lasts. Gives a success, 404, 409, and `expected` codes at once; throws ActionFailure for anything else.
   */
  ask(request: ApiRequest, ...expected: readonly number[]): Promise<JsonAnswer>;
  /** The object at a path, or undefined where there is none. */
  get(path: string): Promise<KubeObject | undefined>;
}

/** How long an action goes on trying what fails, in milliseconds. */
export const patienceMs = 120_000;

/** The API server that the environment names: KUBECONFIG, or the account of the pod. */
export async function connectApiServer(): Promise<ApiServer> {
  // By import(), as everywhere: no other command needs the client.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromDefault();
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) throw new ActionFailure('unreachable', 'the environment names no API server');
  const once = async ({ method, path, body }: ApiRequest) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const options: RequestOptions = { method, timeout: 10_000, headers: headersOf(method, payload) };
    // Each time anew: the token of a pod is renewed.
    await config.applyToHTTPSOptions(options);
    return await requestJson(new URL(server.replace(/\/$/, '') + path), options, payload);
  };
  return patientServer(once, patienceMs);
}

/** An ApiServer over single tries. */
export function patientServer(once: ApiServer['once'], patience: number): ApiServer {
  const ask = async (request: ApiRequest, ...expected: readonly number[]) => {
    const end = Date.now() + patience;
    for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
      const result = await attempt(once, request);
      const isFinal = !isWorthAnother(result, expected) || Date.now() + pause > end;
      if (isFinal) return settle(request, result, [404, 409, ...expected]);
      await delay(pause);
    }
  };
  const get = async (path: string) => {
    const { code, body } = await ask({ method: 'GET', path });
    if (code === 404) return undefined;
    if (!isKubeObject(body)) throw new ActionFailure('impossible', `GET ${path}: ${code}, and no object`);
    return body;
  };
  return { once, ask, get };
}

async function attempt(once: ApiServer['once'], request: ApiRequest): Promise<JsonAnswer | ActionFailure> {
  try {
    return await once(request);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return new ActionFailure('unreachable', `no answer from the API server: ${why}`);
  }
}

function isWorthAnother(result: JsonAnswer | ActionFailure, expected: readonly number[]): boolean {
  if (result instanceof ActionFailure) return true;
  return !expected.includes(result.code) && ([401, 403, 429].includes(result.code) || result.code >= 500);
}

function settle(
  { method, path }: ApiRequest,
  result: JsonAnswer | ActionFailure,
  expected: readonly number[],
): JsonAnswer {
  if (result instanceof ActionFailure) throw result;
  if (result.code < 300 || expected.includes(result.code)) return result;
  const message = typeof result.body['message'] === 'string' ? result.body['message'] : `${method} ${path}`;
  throw new ActionFailure('refused', `${result.code}: ${message}`);
}

function headersOf(method: ApiRequest['method'], payload: string | undefined): Record<string, string | number> {
  if (payload === undefined) return { accept: 'application/json' };
  return {
    accept: 'application/json',
    'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
    'content-length': Buffer.byteLength(payload),
  };
}
