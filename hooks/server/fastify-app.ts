import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createListener, type TlsMaterial } from './listener.ts';

/** How the apps of the service differ. */
export interface AppOptions {
  /** Largest body in bytes; Fastify's 1 MiB when absent. */
  readonly bodyLimit?: number;
  readonly tls?: TlsMaterial;
  /** Answers URLs which the router cannot read; no hook of the app runs for them. */
  readonly onUnreadableUrl?: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void;
}

// Nothing is validated or serialised by JSON schema here, and loading Fastify's compilers for it is a tenth of the start.
const noSchemas = (): never => {
  throw new Error('routes have no JSON schemas');
};

/** A Fastify app that is not listening yet, with what all apps of the service have in common. */
export function createApp({ bodyLimit, tls, onUnreadableUrl }: AppOptions = {}): FastifyInstance {
  return Fastify({
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(onUnreadableUrl === undefined ? {} : { frameworkErrors: onUnreadableUrl }),
    routerOptions: { maxParamLength: 300 },
    // An app that stops answers by itself until nothing listens: Fastify's 503 has no Retry-After.
    return503OnClosing: false,
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    serverFactory: (handler) => createListener(handler, tls),
  });
}
