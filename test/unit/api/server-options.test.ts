import { describe, expect, it } from 'vitest';
import { parseServerOptions } from '../../../hooks/api/server-options.ts';
import { release } from '../../../hooks/lib/version.ts';

function parse(env: Record<string, string>) {
  const parsed = parseServerOptions(env);
  return parsed.ok ? parsed.value : parsed.error.map(({ message }) => message);
}

describe('server options', () => {
  it('of an empty environment', () => {
    expect(parse({})).toEqual({
      hooksListen: { host: '', port: 8085 },
      metricsListen: { host: '', port: 8080 },
      admissionListen: { host: '', port: 9443 },
      release,
      bodyLimitBytes: 67_108_864,
      maxRequests: 256,
      maxBodyBytes: 268_435_456,
      drainSeconds: 5,
      logLevel: 'info',
    });
  });

  it.each([
    { env: { VMOP_HOOKS_LISTEN: '[::1]:80' }, options: { hooksListen: { host: '::1', port: 80 } } },
    { env: { VMOP_HOOKS_LISTEN: '127.0.0.1:0' }, options: { hooksListen: { host: '127.0.0.1', port: 0 } } },
    { env: { VMOP_BODY_LIMIT: '1Gi' }, options: { bodyLimitBytes: 2 ** 30 } },
    { env: { VMOP_TOKEN_FILE: '/t', VMOP_LOG_LEVEL: 'debug' }, options: { tokenFile: '/t', logLevel: 'debug' } },
    {
      env: { VMOP_TLS_CERT_FILE: '/c', VMOP_TLS_KEY_FILE: '/k', VMOP_TLS_CLIENT_CA_FILE: '/a' },
      options: { hooksTls: { cert: '/c', key: '/k', clientCa: '/a' } },
    },
  ])('$env', ({ env, options }) => {
    expect(parse(env)).toMatchObject(options);
  });

  it.each([
    { env: { VMOP_HOOKS_LISTEN: '8085' }, says: /^VMOP_HOOKS_LISTEN="8085" is no address/ },
    { env: { VMOP_HOOKS_LISTEN: ':70000' }, says: /is no address/ },
    { env: { VMOP_BODY_LIMIT: '0' }, says: /VMOP_BODY_LIMIT must be more than zero/ },
    { env: { VMOP_RELEASE: 'a/b' }, says: /VMOP_RELEASE="a\/b" may hold letters/ },
    { env: { VMOP_TOKEN_FILE: 'token' }, says: /is no absolute path/ },
    { env: { VMOP_TLS_CERT_FILE: '/c' }, says: /VMOP_TLS_KEY_FILE is needed/ },
    { env: { VMOP_ADMISSION_TLS_CLIENT_CA_FILE: '/c' }, says: /VMOP_ADMISSION_TLS_CERT_FILE is needed/ },
    { env: { VMOP_LOG_LEVEL: 'trace' }, says: /is none of debug, info, warn, error/ },
  ])('refuse $env', ({ env, says }) => {
    expect(parse(env)).toEqual([expect.stringMatching(says)]);
  });
});
