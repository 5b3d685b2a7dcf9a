import type { FastifyInstance } from 'fastify';
import { createApp } from './fastify-app.ts';
import type { Metrics } from './metrics.ts';

/** The app for kubelet and scrapers, without token: `/metrics`, `/healthz` (the process runs), `/readyz` (it takes requests; 503 while starting or stopping). The official paths `/health` and `/ready` answer the same. */
export function buildMetricsApp(metrics: Metrics, isReady: () => boolean): FastifyInstance {
  const app = createApp();
  app.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.registry.contentType);
    return metrics.registry.metrics();
  });
  for (const path of ['/healthz', '/health']) app.get(path, async () => 'ok');
  for (const path of ['/readyz', '/ready']) {
    app.get(path, async (_request, reply) => (isReady() ? 'ok' : reply.code(503).send('not ready')));
  }
  return app;
}
