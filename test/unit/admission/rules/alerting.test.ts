import { describe, expect, it } from 'vitest';
import { findKind } from '../../../../hooks/registry.ts';
import { someSettings } from '../../../fixtures/builders.ts';

function judge(kind: string, spec: object, old?: object) {
  const found = findKind(kind);
  if (found === undefined) throw new Error(`no kind ${kind}`);
  const objects = [spec, old ?? spec].map((one) => {
    const parsed = found.parse({
      apiVersion: `operator.victoriametrics.com/${found.api.version}`,
      kind,
      metadata: { name: 'main', namespace: 'demo' },
      spec: one,
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  });
  const [cr, before] = objects;
  if (cr === undefined) throw new Error('no object');
  return found.validate(cr, someSettings(), old === undefined ? undefined : before);
}

const datasource = { url: 'http://vm:8428' };
const notifier = { url: 'http://am:9093' };
const secret = { name: 's', key: 'k' };
const claim = (storage: string) => ({
  storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
});

describe('VMAlert', () => {
  it.each([
    {
      spec: { datasource, notifiers: [notifier], notifierConfigRef: secret },
      path: 'spec.notifierConfigRef',
      why: 'provide at most one setting',
    },
    {
      spec: { datasource, notifierConfigRef: secret, extraArgs: { 'notifier.blackhole': 'true' } },
      path: 'spec.extraArgs["notifier.blackhole"]',
      why: 'notifier.blackhole and spec.notifier',
    },
    {
      spec: { datasource, notifiers: [notifier, {}] },
      path: 'spec.notifiers[1]',
      why: 'incorrect cr.spec.notifiers[1] syntax: notifier.url and notifier.selector cannot be empty',
    },
    { spec: { datasource, port: 'http' }, path: 'spec.port', why: '"http" is no port' },
  ])('refuses $path', ({ spec, path, why }) => {
    const { issues } = judge('VMAlert', spec);
    expect(issues).toEqual([expect.objectContaining({ path, message: expect.stringContaining(why) })]);
  });

  it.each([
    { name: 'no notifier', spec: { datasource }, reason: 'NotifierMissing' },
    { name: 'a header', spec: { datasource: { ...datasource, headers: ['x'] }, notifier }, reason: 'InvalidHeader' },
    { name: 'an address', spec: { datasource: { url: 'vm' }, notifier }, reason: 'InvalidUrl' },
    {
      name: 'access',
      spec: { datasource, notifier: { ...notifier, tlsConfig: { keyFile: 'x', keySecret: secret } } },
      reason: 'EndpointAuthInvalid',
    },
    {
      name: 'a duration',
      spec: { datasource, notifier, remoteRead: { ...datasource, lookback: 'x' } },
      reason: 'InvalidDuration',
    },
    {
      name: 'a selector',
      spec: { datasource, notifier, ruleSelector: { matchLabels: { 'a b': 'c' } } },
      reason: 'InvalidLabelSelector',
    },
    { name: 'an old field', spec: { datasource, notifier, configReloaderImageTag: 'x' }, reason: 'DeprecatedField' },
  ])('warns of $name', ({ spec, reason }) => {
    const { issues, warnings } = judge('VMAlert', spec);
    expect(issues).toEqual([]);
    expect(warnings.map((warning) => warning.reason)).toEqual([reason]);
  });

  it.each([{ 'notifier.url': 'x' }, { 'notifier.config': 'x' }, { 'notifier.blackhole': 'true' }])(
    'has a notifier by %o',
    (extraArgs) => {
      expect(judge('VMAlert', { datasource, extraArgs })).toEqual({ issues: [], warnings: [] });
    },
  );
});

describe('VMAlertmanager', () => {
  it.each([
    { spec: { configSecret: 'vmalertmanager-main-config' }, path: 'spec.configSecret' },
    { spec: { useLegacyNaming: true, configSecret: 'main-config' }, path: 'spec.configSecret' },
    {
      spec: { serviceSpec: { metadata: { name: 'vmalertmanager-main' }, spec: {} } },
      path: 'spec.serviceSpec.metadata.name',
    },
    {
      spec: { webConfig: { tls_server_config: { cert_file: '/c' } } },
      path: 'spec.webConfig.tls_server_config.key_secret_ref',
      why: 'either key_secret_ref or key_file must be set for tls_server_config',
    },
    {
      spec: { gossipConfig: { tls_client_config: { key_secret_ref: secret } } },
      path: 'spec.gossipConfig.tls_client_config.cert_secret_ref',
      why: 'either cert_secret_ref or cert_file must be set for tls_client_config',
    },
    {
      spec: { tracingConfig: { endpoint: 'x', tls_config: { cert_file: '/c' } } },
      path: 'spec.tracingConfig.tls_config.key_secret_ref',
    },
    { spec: claim('1Gi'), old: claim('2Gi'), path: `spec.storage.volumeClaimTemplate.spec.resources.requests.storage` },
  ])('refuses $path', ({ spec, old, path, why = '' }) => {
    const { issues } = judge('VMAlertmanager', spec, old);
    expect(issues).toEqual([expect.objectContaining({ path, message: expect.stringContaining(why) })]);
  });

  it.each([
    { tag: 'v0.26.0', matcher: '"a b"=c', paths: ['spec.enforcedTopRouteMatchers[0]'] },
    { tag: '0.26.0', matcher: 'a=c', paths: [] },
    { tag: 'v0.27.0', matcher: '"a b"=c', paths: [] },
    { tag: 'latest', matcher: '"a b"=c', paths: [] },
  ])('with image $tag and matcher $matcher', ({ tag, matcher, paths }) => {
    const { issues, warnings } = judge('VMAlertmanager', { image: { tag }, enforcedTopRouteMatchers: [matcher] });
    expect(issues).toEqual([]);
    expect(warnings.map(({ path }) => path)).toEqual(paths);
  });

  it('accepts complete TLS', () => {
    const pair = { cert_secret_ref: secret, key_file: '/k' };
    const spec = {
      webConfig: {
        http_server_config: { http2: true },
        tls_server_config: { ...pair, client_auth_type: 'NoClientCert' },
      },
      gossipConfig: { tls_server_config: pair, tls_client_config: pair },
    };
    expect(judge('VMAlertmanager', spec)).toEqual({ issues: [], warnings: [] });
  });
});
