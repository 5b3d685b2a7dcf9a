import type { FastifyInstance } from 'fastify';
import {
  type AdmissionRequest,
  type AdmissionResponse,
  readAdmissionReview,
  wrapAdmissionResponse,
} from '../admission/envelope.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { createApp } from './fastify-app.ts';
import { acceptJson, isJsonBody } from './json-body.ts';
import type { TlsMaterial } from './listener.ts';
import { refusalBody, refusalHeaders, refusalOf } from './refusal.ts';
import type { Reporting } from './run-hook.ts';

/** What the admission app works with. */
export interface AdmissionAppParts extends Reporting {
  readonly registry: readonly RegisteredKind[];
  /** Judges one AdmissionReview request; may throw. */
  readonly review: (request: AdmissionRequest) => AdmissionResponse;
  readonly isStopping: () => boolean;
  readonly tls?: TlsMaterial;
}

// Two objects of 1.5 MiB (etcd's limit), written wider in JSON than stored.
const bodyLimitBytes = 8 * 1024 * 1024;
const maxName = 253;

/** Paths that are answered: `/validate` for every kind, and the official operator's path of each kind. */
export function admissionPaths(registry: readonly RegisteredKind[]): readonly string[] {
  const official = registry.map(
    ({ api }) => `/validate-${api.group.replaceAll('.', '-')}-${api.version}-${api.kind.toLowerCase()}`,
  );
  return ['/validate', ...official];
}

/**
 * The Fastify app of the validating webhook, apart from listening. A review that throws is answered with 500, so that the
 * webhook's failurePolicy decides and the error is seen; only a DELETE is allowed even then. While stopping it goes on answering: a refusal
 * here would fail somebody's `kubectl apply`.
 */
export function buildAdmissionApp(parts: AdmissionAppParts): FastifyInstance {
  const { log, metrics, tls } = parts;
  const app = createApp({ bodyLimit: bodyLimitBytes, ...(tls === undefined ? {} : { tls }) });
  acceptJson(app);
  app.addHook('onSend', async (_request, reply) => {
    if (parts.isStopping()) reply.header('connection', 'close');
  });
  for (const path of admissionPaths(parts.registry)) {
    app.post(path, async (request, reply) => {
      const body = isJsonBody(request.body) ? request.body : { bytes: 0, value: undefined };
      const review = readAdmissionReview(body.value);
      if (!review.ok) {
        log.warn({ path, error: review.error }, 'admission refused');
        return reply.code(400).type('text/plain; charset=utf-8').send(review.error.slice(0, 200));
      }
      const response = answer(parts, path, review.value, body.bytes);
      reply.header('content-type', 'application/json; charset=utf-8');
      return JSON.stringify(wrapAdmissionResponse(response));
    });
  }
  app.addHook('onResponse', async (request, reply) => {
    const webhook = request.routeOptions.url ?? 'unknown';
    metrics.webhookRequests.inc({ webhook, code: String(reply.statusCode) });
    metrics.webhookSeconds.observe({ webhook }, reply.elapsedTime / 1000);
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    const { status, reason, message, frames } = refusal;
    log.error({ path: request.routeOptions.url, status, reason, error: message, frames }, 'admission failed');
    return reply.code(status).headers(refusalHeaders(refusal)).send(refusalBody(refusal));
  });
  return app;
}

function answer(
  { review, log, clock }: AdmissionAppParts,
  path: string,
  request: AdmissionRequest,
  bytesIn: number,
): AdmissionResponse {
  const started = clock();
  const { metadata } = request.object ?? request.oldObject ?? {};
  const subject = {
    path,
    kind: request.kind.kind.slice(0, maxName),
    namespace: metadata?.namespace?.slice(0, maxName),
    name: metadata?.name.slice(0, maxName),
    operation: request.operation,
    bytesIn,
  };
  try {
    const response = review(request);
    const ms = Math.round((clock() - started) * 100) / 100;
    log.info(
      { ...subject, ms, allowed: response.allowed, warnings: response.warnings?.length ?? 0 },
      'admission answered',
    );
    return response;
  } catch (error) {
    if (request.operation !== 'DELETE') throw error;
    const { reason, message, frames } = refusalOf(error);
    log.error({ ...subject, reason, error: message, frames }, 'admission failed, DELETE allowed');
    return { uid: request.uid, allowed: true };
  }
}
