import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type RequestOptions, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { listenOn } from '../../../hooks/server/listener.ts';
import { createLog } from '../../../hooks/server/log.ts';
import { parseSecretLines } from '../../../hooks/server/secret-lines.ts';
import { openSecrets } from '../../../hooks/server/secret-source.ts';
import { followTls, readTls } from '../../../hooks/server/tls-source.ts';
import { makeCertificates } from '../../fixtures/certificates.ts';
import { aHooksService, aSyncBody } from '../../fixtures/hooks-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'vmop-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written: string[] = [];
const log = createLog('info', { write: (line) => void written.push(line) }, () => undefined);

describe('secret lines', () => {
  it.each([
    {
      content: 'first-0123456789ab\n\n  second-0123456789  \r\n',
      result: { ok: true, value: ['first-0123456789ab', 'second-0123456789'] },
    },
    { content: ' \n', result: { ok: false, error: 'holds no line' } },
    {
      content: 'long-enough-0123456789\nshort\n',
      result: { ok: false, error: expect.stringMatching(/^line 2 is no secret/) },
    },
    { content: 'with a blank 0123456789', result: { ok: false, error: expect.stringMatching(/^line 1/) } },
  ])('$content', ({ content, result }) => {
    expect(parseSecretLines(content)).toEqual(result);
  });
});

describe('a token file', () => {
  it('is followed through the symlinks of a mounted Secret; a bad one changes nothing', async () => {
    // As the kubelet writes: token -> ..data/token, ..data -> a folder that is replaced at one stroke.
    const mount = mkdtempSync(join(folder, 'mount-'));
    const publish = (name: string, content: string): void => {
      const version = mkdtempSync(join(mount, `..${name}-`));
      writeFileSync(join(version, 'token'), content);
      symlinkSync(version, join(mount, '..new'));
      renameSync(join(mount, '..new'), join(mount, '..data'));
    };
    publish('1', 'first-token-0123456789');
    symlinkSync(join('..data', 'token'), join(mount, 'token'));
    const tokens = await openSecrets(join(mount, 'token'), 'bearer tokens', log);
    expect(tokens.current()).toEqual(['first-token-0123456789']);

    publish('2', 'second-token-0123456789\nfirst-token-0123456789\n');
    await vi.waitFor(() => expect(tokens.current()).toHaveLength(2), { timeout: 5000 });
    publish('3', 'bad');
    await vi.waitFor(() => expect(written.join('')).toContain('the former stay in use'), { timeout: 5000 });
    expect(tokens.current()).toHaveLength(2);
    tokens.close();
    expect(written.join('')).not.toContain('token-0123456789');
  });

  it('must be there and usable at the start', async () => {
    await expect(openSecrets(join(folder, 'missing'), 'keys', log)).rejects.toThrow('ENOENT');
    writeFileSync(join(folder, 'weak'), 'weak');
    await expect(openSecrets(join(folder, 'weak'), 'keys', log)).rejects.toThrow('line 1 is no secret');
  });
});

describe('TLS', () => {
  it('asks for a client certificate, and takes a new certificate without a restart', async () => {
    const [first, second] = await Promise.all([makeCertificates(), makeCertificates()]);
    const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key'), clientCa: join(folder, 'ca.crt') };
    writeFileSync(files.cert, first.cert);
    writeFileSync(files.key, first.key);
    writeFileSync(files.clientCa, first.cert);
    const tls = await readTls(files);
    const { app, metrics } = aHooksService({ tls });
    const port = await listenOn(app, { host: '127.0.0.1', port: 0 });
    const following = followTls(app, files, tls, { log, metrics });

    const trusting = { host: '127.0.0.1', port, ca: first.cert };
    expect(await post({ ...trusting, ...first.client })).toBe(200);
    await expect(post(trusting)).rejects.toThrow();
    await expect(post({ ...trusting, ...second.client })).rejects.toThrow();

    // A key that does not fit yet is refused; the former pair goes on until both are there.
    writeFileSync(files.cert, second.cert);
    await vi.waitFor(() => expect(written.join('')).toContain('certificate cannot be read'), { timeout: 5000 });
    expect(await post({ ...trusting, ...first.client })).toBe(200);
    writeFileSync(files.key, second.key);
    await vi.waitFor(async () => expect(await certificateOf(port)).toContain(second.cert.slice(30, 90)), {
      timeout: 5000,
    });
    expect(written.join('')).not.toContain('PRIVATE KEY');
    following.close();
    await app.close();
  });

  it('does not start with a key of another certificate', async () => {
    const [one, two] = await Promise.all([makeCertificates(), makeCertificates()]);
    writeFileSync(join(folder, 'one.crt'), one.cert);
    writeFileSync(join(folder, 'two.key'), two.key);
    await expect(readTls({ cert: join(folder, 'one.crt'), key: join(folder, 'two.key') })).rejects.toThrow();
  });
});

function post(options: RequestOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = request(
      { ...options, agent: false, method: 'POST', path: '/hooks/v1/box/sync', headers },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(aSyncBody()));
  });
}

/** The certificate that the server shows, as PEM without line breaks. */
function certificateOf(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const pem = socket.getPeerX509Certificate()?.toString() ?? '';
      socket.destroy();
      resolve(pem);
    });
    socket.on('error', reject);
  });
}
