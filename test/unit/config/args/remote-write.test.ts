import { describe, expect, it } from 'vitest';
import { remoteWriteArgs } from '../../../../hooks/config/args/remote-write.ts';
import { readRemoteWriteAccess } from '../../../../hooks/config/args/remote-write-access.ts';
import { shardArgs, vmagentArgs } from '../../../../hooks/config/args/vmagent.ts';
import type { Reference, Resolution } from '../../../../hooks/config/reference.ts';
import { someSettings } from '../../../fixtures/builders.ts';
import { aVMAgent } from '../../../fixtures/some-vmagent.ts';

const directories = { credentials: '/etc/vmagent/config', tls: '/etc/vmagent-tls/certs' };
const values: Readonly<Record<string, string>> = {
  'Secret/demo/login/user': 'us"er\n',
  'Secret/demo/login/pass': 'secret',
  'Secret/demo/tls/ca': 'CA',
  'Secret/demo/tls/key': 'KEY',
  'ConfigMap/demo/ids/id': 'some-id ',
};

function resolve({ kind, namespace, name, key }: Reference): Resolution {
  const value = values[`${kind}/${namespace}/${name}/${key}`];
  return value === undefined ? { state: 'missing', message: `no ${name}` } : { state: 'found', value };
}

function read(remoteWrite: readonly object[]) {
  const { spec } = aVMAgent({ remoteWrite });
  return { spec, files: readRemoteWriteAccess(spec.remoteWrite, 'demo', directories, resolve) };
}

/** All flags but the URLs and those that every agent has, without their common prefix. */
function args(remoteWrite: readonly object[], settings: object = {}, queueBytes?: bigint): readonly string[] {
  const { files } = read(remoteWrite);
  const { spec } = aVMAgent({ remoteWrite, remoteWriteSettings: settings });
  const all = remoteWriteArgs({
    targets: spec.remoteWrite,
    access: files.access,
    settings: spec.remoteWriteSettings ?? {},
    queuePath: '/q',
    queueBytes,
  });
  const usual = ['url=', 'tmpDataPath=/q', 'maxDiskUsagePerURL=1073741824'];
  return all
    .map((arg) => arg.replace(/^-remoteWrite\./, ''))
    .filter((arg) => !usual.some((start) => arg === start || (start === 'url=' && arg.startsWith(start))));
}

const urls = (...targets: readonly object[]) =>
  targets.map((target, index) => ({ url: `http://s${index}/w`, ...target }));
const login = { name: 'login', key: 'user' };

describe('flags about storages', () => {
  it.each([
    { name: 'nothing set', targets: urls({}, {}), expected: [] },
    { name: 'queues of each', targets: urls({ queues: 5 }, { queues: 10 }), expected: ['queues=5,10'] },
    { name: 'queues of some', targets: urls({ queues: 4 }, {}), settings: { queues: 7 }, expected: ['queues=4,7'] },
    { name: 'queues of none', targets: urls({}, {}), settings: { queues: 7 }, expected: ['queues=7'] },
    { name: 'queues of each as of all', targets: urls({ queues: 7 }), settings: { queues: 7 }, expected: [] },
    {
      name: 'disk usage of some',
      targets: urls({ maxDiskUsage: '1500MB' }, { maxDiskUsage: 500 }, {}),
      expected: ['maxDiskUsagePerURL=1500MB,500,1073741824'],
    },
    {
      name: 'disk usage of all',
      targets: urls({}),
      settings: { maxDiskUsagePerURL: '5GB' },
      expected: ['maxDiskUsagePerURL=5GB'],
    },
    {
      name: 'a claim is shared',
      targets: urls({}, {}, {}),
      bytes: 10n * 1024n ** 3n,
      expected: ['maxDiskUsagePerURL=3579139413'],
    },
    {
      name: 'what is left of a claim',
      targets: urls({ maxDiskUsage: '5000MB' }, {}, {}),
      bytes: 10n * 1024n ** 3n,
      expected: ['maxDiskUsagePerURL=5000MB,3579139413,3579139413'],
    },
    {
      name: 'a limit of the user goes before the claim',
      targets: urls({}),
      settings: { maxDiskUsagePerURL: '4GB' },
      bytes: 1n,
      expected: ['maxDiskUsagePerURL=4GB'],
    },
    {
      name: 'relabelling of the outer two',
      targets: urls(
        { inlineUrlRelabelConfig: [{}] },
        { inlineUrlRelabelConfig: [] },
        { urlRelabelConfig: { name: 'c', key: 'k' } },
      ),
      expected: ['urlRelabelConfig=/etc/vm/relabeling/url_relabeling-0.yaml,,/etc/vm/relabeling/url_relabeling-2.yaml'],
    },
    {
      name: 'aggregation options count beside rules only',
      targets: urls(
        { streamAggrConfig: { keepInput: true, dedupInterval: '5s' } },
        {
          streamAggrConfig: {
            keepInput: true,
            dropInput: false,
            ignoreFirstIntervals: 2,
            rules: [{ interval: '1m', outputs: ['last'] }],
          },
        },
      ),
      expected: [
        'streamAggr.config=,/etc/vm/stream-aggr/RWS_1-CM-STREAM-AGGR-CONF',
        'streamAggr.keepInput=false,true',
        'streamAggr.ignoreFirstIntervals=0,2',
        'streamAggr.dedupInterval=5s,',
      ],
    },
    {
      name: 'credentials: quoted where the program reads quotes',
      targets: urls(
        { basicAuth: { username: login, password: { name: 'login', key: 'pass' } } },
        { bearerTokenSecret: { name: 'login', key: 'pass' } },
        { basicAuth: { username: login, password_file: '/p' } },
      ),
      expected: [
        'basicAuth.username="us\\"er","","us\\"er"',
        'basicAuth.passwordFile=/etc/vmagent/config/demo_login_pass,,/p',
        'bearerTokenFile="","/etc/vmagent/config/demo_login_pass",""',
      ],
    },
    {
      name: 'TLS: a path goes before a reference',
      targets: urls(
        { tlsConfig: { ca: { secret: { name: 'tls', key: 'ca' } }, insecureSkipVerify: true } },
        {
          tlsConfig: {
            caFile: '/ca',
            ca: { secret: { name: 'tls', key: 'ca' } },
            keySecret: { name: 'tls', key: 'key' },
          },
        },
      ),
      expected: [
        'tlsInsecureSkipVerify=true,false',
        'tlsKeyFile=,/etc/vmagent-tls/certs/demo_tls_key',
        'tlsCAFile=/etc/vmagent-tls/certs/demo_tls_ca,/ca',
      ],
    },
    {
      name: 'oauth2 and headers of the second',
      targets: urls(
        {},
        {
          headers: ['key: value', 'k2: v, w'],
          oauth2: {
            client_id: { configMap: { name: 'ids', key: 'id' } },
            client_secret: { name: 'login', key: 'pass' },
            scopes: ['a', 'b'],
            token_url: 'http://t',
          },
        },
      ),
      expected: [
        'oauth2.clientID=,some-id',
        'oauth2.clientSecretFile=,/etc/vmagent/config/demo_login_pass',
        'oauth2.scopes=,a,b',
        'oauth2.tokenUrl=,http://t',
        'headers=,key: value^^k2: v, w',
      ],
    },
    {
      name: 'settings, labels sorted',
      targets: urls({}),
      settings: {
        label: { b: '2', a: '1' },
        showURL: false,
        maxBlockSize: 9,
        flushInterval: '2s',
        useMultiTenantMode: true,
        tmpDataPath: '/own',
      },
      expected: [
        'flushInterval=2s',
        'showURL=false',
        'maxBlockSize=9',
        'label=a=1,b=2',
        '-enableMultitenantHandlers=true',
        'tmpDataPath=/own',
      ],
    },
  ])('$name', ({ targets, settings, bytes, expected }) => {
    expect(args(targets, settings, bytes)).toEqual(expected);
  });

  it('become files where the program reads them from files', () => {
    const { files } = read(
      urls({
        basicAuth: { username: login, password: { name: 'login', key: 'pass' } },
        tlsConfig: { ca: { secret: { name: 'tls', key: 'ca' } } },
      }),
    );
    expect(files.issues).toEqual([]);
    expect([...files.credentials]).toEqual([['demo_login_pass', 'secret']]);
    expect([...files.assets]).toEqual([['demo_tls_ca', 'CA']]);
  });

  it.each([
    {
      name: 'a Secret that is not there',
      target: { bearerTokenSecret: { name: 'ghost', key: 'k' } },
      issue: { path: 'spec.remoteWrite[1].bearerTokenSecret', reason: 'ReferenceNotFound', message: 'no ghost' },
    },
    {
      name: 'no user name',
      target: { basicAuth: { password: { name: 'login', key: 'pass' } } },
      issue: { path: 'spec.remoteWrite[1].basicAuth.username', reason: 'CredentialsConflict' },
    },
    {
      name: 'two passwords',
      target: { basicAuth: { username: login, password: { name: 'login', key: 'pass' }, password_file: '/p' } },
      issue: { path: 'spec.remoteWrite[1].basicAuth', reason: 'CredentialsConflict' },
    },
  ])('cannot be built with $name', ({ target, issue }) => {
    expect(read(urls({}, target)).files.issues).toEqual([expect.objectContaining(issue)]);
  });
});

describe('args of vmagent', () => {
  it('are sorted, the reload key last, and extraArgs replace any of them', () => {
    const spec = {
      port: '8429',
      extraArgs: { 'remoteWrite.url': 'http://own', a: '' },
      configReloadAuthKeySecret: { key: 'k' },
      streamAggrConfig: { keepInput: true, dedupInterval: '5s', dropInputLabels: ['x', 'y'] },
    };
    const files = { scrapeConfig: true, relabeling: true, streamAggregation: false };
    expect(vmagentArgs(spec, files, ['-remoteWrite.url=http://s'], someSettings())).toEqual([
      '-a=',
      '-httpListenAddr=:8429',
      '-promscrape.config=/etc/vmagent/config_out/vmagent.yaml',
      '-remoteWrite.relabelConfig=/etc/vm/relabeling/global_relabeling.yaml',
      '-remoteWrite.url=http://own',
      '-streamAggr.dedupInterval=5s',
      '-streamAggr.dropInputLabels=x,y',
      '-reloadAuthKey=file:///etc/vm/config-reload-auth/k',
    ]);
  });

  it('of a shard say which one it is, whatever the user says', () => {
    expect(shardArgs(['-a', '-promscrape.cluster.memberNum=9', '-z'], 3, '1')).toEqual([
      '-a',
      '-z',
      '-promscrape.cluster.membersCount=3',
      '-promscrape.cluster.memberNum=1',
    ]);
  });
});
