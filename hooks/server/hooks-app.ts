import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerOptions } from '../api/server-options.ts';
import { acceptsBearer } from './bearer-tokens.ts';
import { createApp } from './fastify-app.ts';
import { buildHookTable, type HookPair, type HookSources } from './hook-table.ts';
import { acceptJson, isJsonBody } from './json-body.ts';
import type { TlsMaterial } from './listener.ts';
import type { Load } from './load.ts';
import { createPace } from './pace.ts';
import { type Refusal, refusalBody, refusalHeaders, refusalOf } from './refusal.ts';
import { type HookTarget, type Reporting, runHook } from './run-hook.ts';

/** Everything the hooks app works with; nothing is read from the process. */
export interface HooksAppParts extends HookSources, Reporting {
  readonly options: Pick<ServerOptions, 'release' | 'bodyLimitBytes'>;
  readonly load: Load;
  /** Accepted bearer tokens, asked for at every request so that they can be rotated; null: no token is needed. */
  readonly tokens: () => readonly string[] | null;
  readonly tls?: TlsMaterial;
}

type HookTable = ReadonlyMap<string, HookPair>;

/** The Fastify app of the hooks, apart from listening: `POST /hooks/<release>/<kind>/{customize,sync}`, the kind in any case. */
export function buildHooksApp(parts: HooksAppParts): FastifyInstance {
  const { load, options, tls } = parts;
  const table = buildHookTable(parts);
  const pace = createPace(parts.clock);
  const app = createApp({
    bodyLimit: options.bodyLimitBytes,
    ...(tls === undefined ? {} : { tls }),
    onUnreadableUrl: (error, request, reply) => void refuse(parts, table, request, reply, refusalOf(error)),
  });
  acceptJson(app);
  app.addHook('onRequest', async (request, reply) => {
    const refusal = turnAway(parts, table, request) ?? letIn(load, request, reply);
    if (refusal !== null) return refuse(parts, table, request, reply, refusal);
  });
  // Not in onRequest: what is in work when draining starts must end its connection as well.
  app.addHook('onSend', async (_request, reply) => {
    if (load.isDraining) reply.header('connection', 'close');
  });
  app.post('/hooks/:release/:kind/:verb', async (request, reply) => {
    const target = findTarget(table, request);
    if (target === null || !isJsonBody(request.body)) return refuse(parts, table, request, reply, noBody);
    const result = runHook(target, request.body, parts);
    if (!result.ok) return send(parts, target, reply, result.error);
    const { text, parent, workMs } = result.value;
    const holdMs = target.verb === 'sync' ? pace.hold(parent, request.body.bytes, workMs) : 0;
    if (holdMs > 0 && !load.isDraining) await delay(holdMs);
    countRequest(parts, target, 200);
    return reply.header('content-type', 'application/json; charset=utf-8').send(text);
  });
  app.setNotFoundHandler((request, reply) => refuse(parts, table, request, reply, noHook));
  app.setErrorHandler((error, request, reply) => refuse(parts, table, request, reply, refusalOf(error)));
  return app;
}

const noBody: Refusal = { status: 400, reason: 'InvalidRequest', message: 'no body' };
const noHook: Refusal = { status: 404, reason: 'UnknownHook', message: 'no such hook' };

/** Reasons to refuse that need no body. The caller's identity comes first, so that a stranger learns nothing. */
function turnAway(parts: HooksAppParts, table: HookTable, request: FastifyRequest): Refusal | null {
  const tokens = parts.tokens();
  if (tokens !== null && !acceptsBearer(tokens, request.headers.authorization)) {
    return { status: 401, reason: 'Unauthorized', message: 'no accepted bearer token' };
  }
  const release = parameter(request, 'release');
  if (release === undefined) return null;
  if (release !== parts.options.release) {
    return { status: 503, reason: 'OtherRelease', message: `the URL names release ${release.slice(0, 64)}` };
  }
  return findTarget(table, request) === null ? noHook : null;
}

function letIn(load: Load, request: FastifyRequest, reply: FastifyReply): Refusal | null {
  const ticket = load.enter(Number(request.headers['content-length'] ?? 0));
  if (ticket === 'Draining') return { status: 429, reason: ticket, message: 'the process is stopping' };
  if (ticket === 'Overloaded') return { status: 429, reason: ticket, message: `${load.requests} requests are in work` };
  // An answer ends with `finish`, a caller that hangs up with `close` alone.
  reply.raw.once('finish', ticket.release);
  reply.raw.once('close', ticket.release);
  return null;
}

/** Refuses a request that never reached its hook: log line, failure counters, answer. */
function refuse(
  parts: HooksAppParts,
  table: HookTable,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
) {
  const target = findTarget(table, request);
  const { status, reason, message, frames } = refusal;
  const line = {
    hook: target?.verb,
    kind: target?.pair.name,
    status,
    reason,
    error: message,
    frames,
    peer: request.ip,
  };
  if (status >= 500 && status !== 503) parts.log.error(line, 'request failed');
  else parts.log.warn(line, 'request refused');
  return send(parts, target, reply, refusal);
}

function send(parts: HooksAppParts, target: HookTarget | null, reply: FastifyReply, refusal: Refusal) {
  countRequest(parts, target, refusal.status);
  parts.metrics.hookFailures.inc({ ...labelsOf(target), reason: refusal.reason });
  return reply.code(refusal.status).headers(refusalHeaders(refusal)).send(refusalBody(refusal));
}

function countRequest(parts: HooksAppParts, target: HookTarget | null, status: number): void {
  parts.metrics.hookRequests.inc({ ...labelsOf(target), code: String(status) });
}

// A label value never comes from a URL: anybody could make up thousands.
function labelsOf(target: HookTarget | null): { controller: string; hook: string } {
  return { controller: target?.pair.name ?? 'unknown', hook: target?.verb ?? 'unknown' };
}

function findTarget(table: HookTable, request: FastifyRequest): HookTarget | null {
  const pair = table.get(parameter(request, 'kind')?.toLowerCase() ?? '');
  const verb = parameter(request, 'verb');
  return pair !== undefined && (verb === 'customize' || verb === 'sync') ? { pair, verb } : null;
}

function parameter({ params }: FastifyRequest, name: string): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const value: unknown = Object.entries(params).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
