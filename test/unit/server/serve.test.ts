import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { release } from '../../../hooks/lib/version.ts';

const folder = mkdtempSync(join(tmpdir(), 'vmop-serve-'));
const tokenFile = join(folder, 'token');
const token = 'a-token-of-this-test';
writeFileSync(tokenFile, `${token}\n`);
const keyFile = join(folder, 'keys');
const key = 'a-signing-key-of-this-test';
writeFileSync(keyFile, `${key}\n`);
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const keyless = { VMOP_HOOKS_LISTEN: '127.0.0.1:0', VMOP_METRICS_LISTEN: '127.0.0.1:0', VMOP_TOKEN_FILE: tokenFile };
const loopback = { ...keyless, VMOP_HMAC_KEY_FILE: keyFile };

/** `vmop serve` in a process of its own, as the bundle runs it. */
function start(env: Record<string, string>, only = 'hooks') {
  const args = ['--import', 'tsx', 'hooks/main.ts', 'serve', '--only', only];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const lines = () =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { child, lines, text: () => text, ended: once(child, 'exit') };
}

async function portOf(service: ReturnType<typeof start>, part: string): Promise<number> {
  const pattern = new RegExp(`${part} on 127\\.0\\.0\\.1:(\\d+)`);
  await vi.waitFor(() => expect(service.text()).toMatch(pattern), { timeout: 20_000, interval: 20 });
  return Number(pattern.exec(service.text())?.[1]);
}

const parent = {
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMSingle',
  metadata: { name: 'shop', namespace: 'demo', uid: 'u' },
  spec: {},
};
const body = JSON.stringify({ parent });
const url = `/hooks/${release}/vmsingle/customize`;
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
const ask = (port: number) => fetch(`http://127.0.0.1:${port}${url}`, { method: 'POST', headers, body });

/** A request of which the service has read the head and half of the body. */
async function halfSent(port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const head = [
    `POST ${url} HTTP/1.1`,
    'host: x',
    'expect: 100-continue',
    `content-length: ${body.length}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1.1 100/);
  socket.write(body.slice(0, 20));
  return socket;
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve(false)).on('error', () => resolve(true));
    socket.on('connect', () => socket.destroy());
  });
}

describe('vmop serve', () => {
  it('stops on SIGTERM without losing a request', async () => {
    const service = start({ ...loopback, VMOP_DRAIN_SECONDS: '1' });
    const port = await portOf(service, 'hooks');
    const metrics = `http://127.0.0.1:${await portOf(service, 'metrics')}`;
    expect((await ask(port)).status).toBe(200);
    expect((await fetch(`${metrics}/readyz`)).status).toBe(200);
    const busy = await halfSent(port);

    service.child.kill('SIGTERM');
    await vi.waitFor(async () => expect((await fetch(`${metrics}/readyz`)).status).toBe(503));
    expect((await fetch(`${metrics}/healthz`)).status).toBe(200);
    const late = await ask(port);
    expect([late.status, late.headers.get('retry-after'), late.headers.get('connection')]).toEqual([429, '2', 'close']);

    await vi.waitFor(async () => expect(await isRefused(port)).toBe(true), { timeout: 5000 });
    busy.write(body.slice(20));
    const [answer] = await once(busy, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect(String(answer)).toMatch(/\r\nconnection: close\r\n/i);
    expect(await service.ended).toEqual([0, null]);
    expect(service.text()).not.toContain(token);
    expect(service.text()).not.toContain(key);
    expect(service.lines().at(-1)).toMatchObject({ level: 'info', message: 'vmop has stopped' });
  });

  it('says at the start what runs where', async () => {
    const service = start({ ...loopback, VM_METRICS_VERSION: 'v1.2.3', VM_APPREADYTIMEOUT: '1s', VM_X: '1' });
    const metrics = `http://127.0.0.1:${await portOf(service, 'metrics')}/metrics`;
    expect(service.lines()).toMatchObject([
      { level: 'warn', message: expect.stringContaining('VM_APPREADYTIMEOUT has no effect') },
      { level: 'warn', message: expect.stringContaining('VM_X is unknown') },
      {
        level: 'info',
        release,
        kubernetes: '1.36',
        message: expect.stringMatching(/^vmop v.* is up: metrics on .*; hooks on .* \(bearer token\)$/),
      },
    ]);
    const text = await (await fetch(metrics)).text();
    expect(text).toContain('config_parameter{name="VM_METRICS_VERSION",value="v1.2.3",is_set="true"} 1');
    expect(text).toContain(`vm_app_version{version="vmop-${release}",short_version="${release}",k8s_version="1.36"} 1`);
    expect(text).not.toContain(token);
    expect(text).not.toContain(key);
    service.child.kill('SIGKILL');
  });

  it.each([
    {
      name: 'invalid settings, each named',
      env: { ...loopback, WATCH_NAMESPACE: 'a', VM_ENABLETCP6: 'yes', VMOP_BODY_LIMIT: 'much' },
      only: 'hooks',
      variables: ['WATCH_NAMESPACE', 'VM_ENABLETCP6', 'VMOP_BODY_LIMIT'],
      message: /^vmop does not start: 3 settings are unusable$/,
    },
    {
      name: 'a token file that is not there',
      env: { ...loopback, VMOP_TOKEN_FILE: join(folder, 'missing') },
      only: 'hooks',
      variables: [],
      message: /^vmop does not start: VMOP_TOKEN_FILE: ENOENT/,
    },
    {
      name: 'hooks without a key file',
      env: keyless,
      only: 'hooks',
      variables: ['VMOP_HMAC_KEY_FILE'],
      message: /1 setting is unusable$/,
    },
    {
      name: 'a key file that holds no key',
      env: { ...loopback, VMOP_HMAC_KEY_FILE: '/dev/null' },
      only: 'hooks',
      variables: [],
      message: /^vmop does not start: VMOP_HMAC_KEY_FILE: holds no line/,
    },
    {
      name: 'admission without a certificate',
      env: loopback,
      only: 'admission',
      variables: ['VMOP_ADMISSION_TLS_CERT_FILE'],
      message: /1 setting is unusable$/,
    },
  ])('does not start with $name', async ({ env, only, variables, message }) => {
    const service = start(env, only);
    expect(await service.ended).toEqual([2, null]);
    const lines = service.lines();
    expect(lines.slice(0, -1).map(({ variable }) => variable)).toEqual(variables);
    expect(lines.at(-1)).toMatchObject({ level: 'error', message: expect.stringMatching(message) });
  });
});
