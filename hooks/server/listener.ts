import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { ListenAddress } from '../api/server-options.ts';

/** Contents of TLS files, PEM; with a client CA a certificate of the caller is required. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
}

// Metacontroller keeps idle connections for 90 s: closing earlier would race with its next request (DESIGN 2.23).
const keepAliveMs = 120_000;
const requestMs = 60_000;

/** Node's server for a Fastify app: HTTP, or HTTPS where there is TLS material. */
export function createListener(handler: RequestListener, tls?: TlsMaterial): Server | TlsServer {
  const timeouts = { keepAliveTimeout: keepAliveMs, requestTimeout: requestMs };
  if (tls === undefined) return createServer(timeouts, handler);
  return createTlsServer({ ...timeouts, ...secureContext(tls) }, handler);
}

/** TLS options as `https.createServer` and `setSecureContext` take them. */
export function secureContext({ cert, key, ca }: TlsMaterial) {
  return {
    cert,
    key,
    minVersion: 'TLSv1.2' as const,
    ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
  };
}

/** Listens; an empty host means every address, also where IPv6 is switched off. Gives the port, which differs from the wished one only if that was 0. */
export async function listenOn(app: FastifyInstance, { host, port }: ListenAddress): Promise<number> {
  // By Fastify's own listen: its close would leave any other listener open.
  try {
    await app.listen({ host: host === '' ? '::' : host, port });
  } catch (error) {
    if (host !== '' || !lacksIPv6(error)) throw error;
    await app.listen({ host: '0.0.0.0', port });
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('listening without a port');
  return address.port;
}

function lacksIPv6(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL');
}
