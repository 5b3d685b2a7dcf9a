import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** PEM files of one server on loopback and of the authority that signed its certificate. */
export interface ServerCertificate {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  /** Text of caFile. */
  readonly ca: string;
}

const run = promisify(execFile);

/**
 * Makes an authority and a server certificate for 127.0.0.1 and localhost in `folder`, valid for two days.
 * Node cannot issue X.509 certificates itself, so this needs the openssl program.
 */
export async function createServerCertificate(folder: string, name: string): Promise<ServerCertificate> {
  const file = (suffix: string) => join(folder, `${name}${suffix}`);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const caUse = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-subj',
    `/CN=${name} test authority`,
    ...caUse,
    '-keyout',
    file('-ca.key'),
    '-out',
    file('-ca.crt'),
  ]);
  const use = [
    '-addext',
    'subjectAltName=IP:127.0.0.1,DNS:localhost',
    '-addext',
    'basicConstraints=critical,CA:FALSE',
    '-addext',
    'extendedKeyUsage=serverAuth',
  ];
  const issuer = ['-CA', file('-ca.crt'), '-CAkey', file('-ca.key')];
  await run('openssl', [
    'req',
    '-x509',
    ...newKey,
    '-subj',
    '/CN=localhost',
    ...use,
    ...issuer,
    '-keyout',
    file('.key'),
    '-out',
    file('.crt'),
  ]);
  return {
    caFile: file('-ca.crt'),
    certFile: file('.crt'),
    keyFile: file('.key'),
    ca: await readFile(file('-ca.crt'), 'utf8'),
  };
}

/** Writes the key pair that signs ServiceAccount tokens into `folder`; gives the paths. */
export async function createServiceAccountKeys(folder: string): Promise<{ privateKey: string; publicKey: string }> {
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const paths = { privateKey: join(folder, 'service-account.key'), publicKey: join(folder, 'service-account.pub') };
  await writeFile(paths.privateKey, pair.privateKey, { mode: 0o600 });
  await writeFile(paths.publicKey, pair.publicKey);
  return paths;
}
