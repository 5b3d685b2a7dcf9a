import type { FastifyInstance } from 'fastify';
import { createBodyParser } from './body-parser.ts';

/** A parsed body and its size on the wire. */
export interface JsonBody {
  readonly bytes: number;
  readonly value: unknown;
}

// 10,000 scrape objects with their status and managed fields are 14 MB; their values take about five times that.
const rememberedBytes = 24 * 1024 * 1024;

/**
 * Lets an app take JSON and nothing else. Fastify's own parser would refuse or strip a key `__proto__`, which a ConfigMap may
 * well have: JSON.parse keeps it as a plain field. Bytes that are no UTF-8 are refused, because replacing them would change data.
 */
export function acceptJson(app: FastifyInstance): void {
  const parse = createBodyParser(rememberedBytes);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, buffer: Buffer, done) => {
    try {
      const body: JsonBody = { bytes: buffer.byteLength, value: parse(buffer) };
      done(null, body);
    } catch {
      done(Object.assign(new Error('the body is no JSON'), { statusCode: 400 }), undefined);
    }
  });
}

/** True for what acceptJson made of a body. */
export function isJsonBody(body: unknown): body is JsonBody {
  return typeof body === 'object' && body !== null && 'bytes' in body && 'value' in body;
}
