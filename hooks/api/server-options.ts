import { err, ok, type Result } from '../lib/result.ts';
import { release } from '../lib/version.ts';
import { type Environment, readEnvironment } from './environment.ts';
import type { Issue } from './issue.ts';
import type { Variable } from './variable.ts';
import { splitAddress } from './variable-parse.ts';

/** Where a listener binds; an empty host means all addresses. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** Files of one TLS listener; no client CA means that no client certificate is asked for. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly clientCa?: string;
}

/** Names for `VMOP_LOG_LEVEL`. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** How the processes of `vmop serve` listen and guard themselves. Nothing here influences a hook's answer. */
export interface ServerOptions {
  readonly hooksListen: ListenAddress;
  readonly metricsListen: ListenAddress;
  readonly admissionListen: ListenAddress;
  readonly release: string;
  readonly bodyLimitBytes: number;
  /** Most requests that are worked on at the same time, and most bytes of their bodies together. */
  readonly maxRequests: number;
  readonly maxBodyBytes: number;
  readonly drainSeconds: number;
  readonly logLevel: LogLevel;
  readonly tokenFile?: string;
  readonly hmacKeyFile?: string;
  readonly hooksTls?: TlsFiles;
  readonly admissionTls?: TlsFiles;
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** The variables of the server processes. No name may end like a Service link of Kubernetes (`_PORT`, `_SERVICE_HOST`). */
export const serverVariables: readonly Variable[] = [
  {
    name: 'VMOP_HOOKS_LISTEN',
    fallback: ':8085',
    type: 'address',
    effect: 'Address of the hooks, for Metacontroller.',
  },
  {
    name: 'VMOP_METRICS_LISTEN',
    fallback: ':8080',
    type: 'address',
    effect: 'Address of /metrics, /healthz and /readyz; plain HTTP without token.',
  },
  {
    name: 'VMOP_ADMISSION_LISTEN',
    fallback: ':9443',
    type: 'address',
    effect: 'Address of the admission webhook; always HTTPS.',
  },
  {
    name: 'VMOP_RELEASE',
    fallback: release,
    type: 'name',
    effect: 'Release in the hook URLs; a request for another release is answered with 503.',
  },
  { name: 'VMOP_BODY_LIMIT', fallback: '64Mi', type: 'bytes', effect: 'Largest request body of a hook.' },
  {
    name: 'VMOP_MAX_REQUESTS',
    fallback: '256',
    type: 'count',
    effect: 'Most hook requests at the same time; more are answered with 429.',
  },
  {
    name: 'VMOP_MAX_BODY_BYTES',
    fallback: '256Mi',
    type: 'bytes',
    effect: 'Most bytes in the bodies of all hook requests at the same time; one request is always let in.',
  },
  {
    name: 'VMOP_DRAIN_SECONDS',
    fallback: '5',
    type: 'seconds',
    effect:
      'How long a stopping process goes on to answer, so that no request meets a closed port; requests in work are always finished.',
  },
  { name: 'VMOP_LOG_LEVEL', fallback: 'info', type: { oneOf: levels }, effect: 'Least level of the log lines.' },
  {
    name: 'VMOP_TOKEN_FILE',
    fallback: '',
    type: 'path',
    effect:
      'File with the bearer tokens that the hooks accept, one per line, read again when it changes. Empty: no token is asked for.',
  },
  {
    name: 'VMOP_HMAC_KEY_FILE',
    fallback: '',
    type: 'path',
    effect:
      'File with the keys for signatures and generated passwords, one per line: the first signs, all verify. The hooks need it; `vmop init` makes the keys. Read again when it changes.',
  },
  {
    name: 'VMOP_TLS_CERT_FILE',
    fallback: '',
    type: 'path',
    effect: 'Certificate of the hooks; empty: plain HTTP. Read again when it changes.',
  },
  { name: 'VMOP_TLS_KEY_FILE', fallback: '', type: 'path', effect: 'Private key of the hooks.' },
  {
    name: 'VMOP_TLS_CLIENT_CA_FILE',
    fallback: '',
    type: 'path',
    effect: 'Authorities of client certificates; set: the hooks refuse callers without one.',
  },
  {
    name: 'VMOP_ADMISSION_TLS_CERT_FILE',
    fallback: '',
    type: 'path',
    effect: 'Certificate of the admission webhook. Read again when it changes.',
  },
  { name: 'VMOP_ADMISSION_TLS_KEY_FILE', fallback: '', type: 'path', effect: 'Private key of the admission webhook.' },
  {
    name: 'VMOP_ADMISSION_TLS_CLIENT_CA_FILE',
    fallback: '',
    type: 'path',
    effect: 'Authorities of client certificates; set: the admission webhook refuses callers without one.',
  },
];

/** Reads the server variables of an environment; each issue names its variable, value and reason. */
export function parseServerOptions(env: Environment): Result<ServerOptions, readonly Issue[]> {
  const read = readEnvironment(env, serverVariables);
  const hooksTls = tlsFiles('VMOP_TLS', read.text);
  const admissionTls = tlsFiles('VMOP_ADMISSION_TLS', read.text);
  const tokenFile = read.text('VMOP_TOKEN_FILE');
  const hmacKeyFile = read.text('VMOP_HMAC_KEY_FILE');
  const level = read.text('VMOP_LOG_LEVEL');
  const issues = [...read.issues, ...hooksTls.issues, ...admissionTls.issues];
  for (const name of ['VMOP_BODY_LIMIT', 'VMOP_MAX_REQUESTS', 'VMOP_MAX_BODY_BYTES']) {
    if (read.number(name) === 0 && !issues.some(({ path }) => path === name)) {
      issues.push({ path: name, reason: 'InvalidSetting', message: `${name} must be more than zero` });
    }
  }
  if (issues.length > 0) return err(issues);
  return ok({
    hooksListen: splitAddress(read.text('VMOP_HOOKS_LISTEN')),
    metricsListen: splitAddress(read.text('VMOP_METRICS_LISTEN')),
    admissionListen: splitAddress(read.text('VMOP_ADMISSION_LISTEN')),
    release: read.text('VMOP_RELEASE'),
    bodyLimitBytes: read.number('VMOP_BODY_LIMIT'),
    maxRequests: read.number('VMOP_MAX_REQUESTS'),
    maxBodyBytes: read.number('VMOP_MAX_BODY_BYTES'),
    drainSeconds: read.number('VMOP_DRAIN_SECONDS'),
    logLevel: levels.find((known) => known === level) ?? 'info',
    ...(tokenFile === '' ? {} : { tokenFile }),
    ...(hmacKeyFile === '' ? {} : { hmacKeyFile }),
    ...(hooksTls.files === undefined ? {} : { hooksTls: hooksTls.files }),
    ...(admissionTls.files === undefined ? {} : { admissionTls: admissionTls.files }),
  });
}

function tlsFiles(prefix: string, text: (name: string) => string): { files?: TlsFiles; issues: readonly Issue[] } {
  const cert = text(`${prefix}_CERT_FILE`);
  const key = text(`${prefix}_KEY_FILE`);
  const clientCa = text(`${prefix}_CLIENT_CA_FILE`);
  if (cert === '' && key === '' && clientCa === '') return { issues: [] };
  const missing = cert === '' ? `${prefix}_CERT_FILE` : key === '' ? `${prefix}_KEY_FILE` : undefined;
  if (missing !== undefined) {
    return {
      issues: [
        {
          path: missing,
          reason: 'InvalidSetting',
          message: `${missing} is needed where another ${prefix} variable is set`,
        },
      ],
    };
  }
  return { files: { cert, key, ...(clientCa === '' ? {} : { clientCa }) }, issues: [] };
}
