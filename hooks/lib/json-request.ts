import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isJsonObject, type JsonObject } from './json.ts';

/** Answer to a request: a body that is no JSON object becomes the beginning of its text as `message`. */
export interface JsonAnswer {
  readonly code: number;
  readonly body: JsonObject;
  /** Seconds to wait before another try, where the server named them. */
  readonly retryAfter?: number;
}

/** Sends one request and reads its JSON answer, whatever its status. Rejects with the system's error, or after `options.timeout` milliseconds without any answer. */
export function requestJson(url: URL, options: RequestOptions, payload: string | undefined): Promise<JsonAnswer> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = open(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve(answerOf(incoming, Buffer.concat(chunks).toString())));
    });
    const seconds = (options.timeout ?? 0) / 1000;
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer from ${url.host} within ${seconds} s`)));
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

function answerOf(incoming: IncomingMessage, text: string): JsonAnswer {
  const retryAfter = Number(incoming.headers['retry-after']);
  return { code: incoming.statusCode ?? 0, body: parseBody(text), ...(retryAfter > 0 ? { retryAfter } : {}) };
}

function parseBody(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : { message: text.slice(0, 200) };
  } catch {
    return { message: text.slice(0, 200) };
  }
}
