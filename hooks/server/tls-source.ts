import { readFile } from 'node:fs/promises';
import { createSecureContext, Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { TlsFiles } from '../api/server-options.ts';
import { secureContext, type TlsMaterial } from './listener.ts';
import type { Reporting } from './run-hook.ts';
import { type WatchedFiles, watchFiles } from './watched-files.ts';

/** Reads and checks the files of a TLS listener; throws where one is missing, unreadable, or the key is not the certificate's. */
export async function readTls(files: TlsFiles): Promise<TlsMaterial> {
  return toMaterial(await Promise.all(pathsOf(files).map((path) => readFile(path, 'utf8'))));
}

/** Gives a listening app the new certificate whenever its files change. A bad one is reported and the former stays in use. */
export function followTls(
  app: FastifyInstance,
  files: TlsFiles,
  present: TlsMaterial,
  { log, metrics }: Pick<Reporting, 'log' | 'metrics'>,
): WatchedFiles {
  const { server } = app;
  if (!(server instanceof TlsServer)) throw new Error('followTls needs an HTTPS listener');
  metrics.certificateReads.inc();
  const known = present.ca === undefined ? [present.cert, present.key] : [present.cert, present.key, present.ca];
  return watchFiles(
    pathsOf(files),
    known,
    (contents) => {
      server.setSecureContext(secureContext(toMaterial(contents)));
      metrics.certificateReads.inc();
      log.info({ file: files.cert }, 'certificate changed and in use');
    },
    (error) => {
      metrics.certificateErrors.inc();
      log.error({ file: files.cert, error: codeOf(error) }, 'certificate cannot be read, the former stays in use');
    },
  );
}

function pathsOf({ cert, key, clientCa }: TlsFiles): readonly string[] {
  return clientCa === undefined ? [cert, key] : [cert, key, clientCa];
}

function toMaterial([cert = '', key = '', ca]: readonly string[]): TlsMaterial {
  const material = { cert, key, ...(ca === undefined ? {} : { ca }) };
  createSecureContext(secureContext(material));
  return material;
}

// OpenSSL and fs errors have codes; their messages are not needed and may hold paths of a key.
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
