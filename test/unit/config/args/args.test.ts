import { describe, expect, it } from 'vitest';
import {
  appPath,
  escapeQuery,
  loopbackUrl,
  usesProxyProtocol,
  usesTls,
} from '../../../../hooks/config/args/app-address.ts';
import { backupArgs, restoreArgs } from '../../../../hooks/config/args/backup.ts';
import { licenseArgs } from '../../../../hooks/config/args/license.ts';
import { mergeArgs } from '../../../../hooks/config/args/merge-args.ts';
import { reloaderArgs } from '../../../../hooks/config/args/reloader.ts';
import { someSettings } from '../../../fixtures/builders.ts';

describe('mergeArgs', () => {
  it.each([
    {
      name: 'sorts bytewise, two dashes first',
      generated: ['-b', '--z', '-a.x=1', '-a=1'],
      extra: {},
      args: ['--z', '-a.x=1', '-a=1', '-b'],
    },
    {
      name: 'overrides by name',
      generated: ['-port=1', '-flag'],
      extra: { port: '2', flag: '' },
      args: ['-flag=', '-port=2'],
    },
    {
      name: 'cannot override two dashes',
      generated: ['--influx=1'],
      extra: { influx: '2' },
      args: ['--influx=1', '-influx=2'],
    },
    {
      name: 'quotes rule as Go does',
      generated: [],
      extra: { rule: 'a"\\\n\u00a0\u{1f600}é\x7f' },
      args: ['-rule="a\\"\\\\\\n\\u00a0😀é\\x7f"'],
    },
    {
      name: 'takes hostile names as names',
      generated: ['-constructor=1'],
      extra: { __proto__x: '1' },
      args: ['-__proto__x=1', '-constructor=1'],
    },
  ])('$name', ({ generated, extra, args }) => {
    expect(mergeArgs(generated, extra)).toEqual(args);
  });

  it('keeps extraArgs of the reloader in its own form', () => {
    expect(mergeArgs(['--webhook-method=POST'], { 'webhook-method': 'GET', rule: 'x' }, '--')).toEqual([
      '--rule=x',
      '--webhook-method=GET',
    ]);
  });
});

describe('app address', () => {
  it.each([
    { tls: undefined, uses: false },
    { tls: 'true', uses: true },
    { tls: ' TRUE ,false', uses: true },
    { tls: 'false,true', uses: false },
  ])('TLS with tls=$tls: $uses', ({ tls, uses }) => {
    const extraArgs = tls === undefined ? {} : { tls, 'httpListenAddr.useProxyProtocol': tls };
    expect(usesTls(extraArgs)).toBe(uses);
    expect(usesProxyProtocol(extraArgs)).toBe(uses);
  });

  it.each([
    { prefix: undefined, path: '/health' },
    { prefix: '/a/', path: '/a/health' },
    { prefix: '/a/../b//', path: '/b/health' },
    { prefix: '/', path: '/health' },
  ])('path under $prefix', ({ prefix, path }) => {
    expect(appPath(prefix === undefined ? undefined : { 'http.pathPrefix': prefix }, '/health')).toBe(path);
  });

  it.each([
    { name: 'default', settings: {}, url: 'http://127.0.0.1:1/x' },
    { name: 'IPv6', settings: { enableTCP6: true }, url: 'http://localhost:1/x' },
    { name: 'own host', settings: { enableTCP6: true, loopback: 'me' }, url: 'http://me:1/x' },
  ])('loopback: $name', ({ settings, url }) => {
    expect(loopbackUrl({ port: '1' }, '/x', '', someSettings(settings))).toBe(url);
  });

  it('a prefix without its slash makes no other port of it', () => {
    const app = { port: '1', extraArgs: { 'http.pathPrefix': 'p' } };
    expect(loopbackUrl(app, '/x', 'k', someSettings())).toBe('http://127.0.0.1:1/p/x?authKey=k');
  });

  it('escapes like Go', () => {
    expect(escapeQuery("a b&c=d/é'(!*)~")).toBe('a+b%26c%3Dd%2F%C3%A9%27%28%21%2A%29~');
  });
});

describe('license', () => {
  it('renders every field', () => {
    const license = { key: 'k', keyRef: { name: 's', key: 'f' }, forceOffline: false, reloadInterval: '1h' };
    expect(licenseArgs(license)).toEqual([
      '-license=k',
      '-licenseFile=/etc/vm/secrets/s/f',
      '-license.forceOffline=false',
      '-licenseFile.reloadInterval=1h',
    ]);
    expect(licenseArgs({ key: '' })).toEqual([]);
  });
});

describe('reloader', () => {
  it('knows TLS, prefix, keys, proxy protocol and own args', () => {
    const extraArgs = {
      tls: 'true',
      'http.pathPrefix': '/p',
      reloadAuthKey: 'k&',
      'httpListenAddr.useProxyProtocol': 'true',
    };
    const input = {
      app: { port: '1', extraArgs },
      watchedDirs: ['/b', '/a'],
      extraArgs: { 'webhook-method': 'PUT' },
      authKeyFile: '/k',
    };
    expect(reloaderArgs(input, someSettings({ enableTCP6: true }))).toEqual([
      '--enableTCP6',
      '--reload-url=https://localhost:1/p/-/reload?authKey=k%26',
      '--reload-use-proxy-protocol',
      '--watched-dir=/a',
      '--watched-dir=/b',
      '--webhook-method=PUT',
      '-reload-url-auth-key=file:///k',
    ]);
  });
});

describe('backup', () => {
  const backup = {
    acceptEULA: true,
    logLevel: 'WARN',
    extraArgs: { bare: '', dst: 'second' },
    extraEnvsFrom: [{}],
    concurrency: 3,
    customS3Endpoint: 'http://s3',
    disableWeekly: true,
    disableDaily: false,
    credentialsSecret: { key: 'c' },
  };
  it('adds extraArgs without overriding', () => {
    const app = { port: '8482', extraArgs: { snapshotAuthKey: 'a b' } };
    expect(
      backupArgs({ backup, app, storageDataPath: '/d', destination: 's3://x', license: { key: 'k' } }, someSettings()),
    ).toEqual([
      '-bare',
      '-concurrency=3',
      '-credsFilePath=/etc/vm/creds/c',
      '-customS3Endpoint=http://s3',
      '-disableWeekly',
      '-dst=s3://x',
      '-dst=second',
      '-envflag.enable=true',
      '-eula',
      '-license=k',
      '-loggerLevel=WARN',
      '-snapshot.createURL=http://127.0.0.1:8482/snapshot/create?authKey=a b',
      '-snapshot.deleteURL=http://127.0.0.1:8482/snapshot/delete?authKey=a b',
      '-storageDataPath=/d',
    ]);
  });
  it('passes an endpoint on even where it is empty', () => {
    const input = {
      backup: { customS3Endpoint: '' },
      app: { port: '1' },
      storageDataPath: '/d',
      destination: 's3://x',
    };
    expect(backupArgs(input, someSettings())).toContain('-customS3Endpoint=');
  });

  it('restores without license and destination', () => {
    expect(restoreArgs({ backup: { concurrency: 1 }, storageDataPath: '/d' })).toEqual([
      'restore',
      '-concurrency=1',
      '-storageDataPath=/d',
    ]);
  });
});
