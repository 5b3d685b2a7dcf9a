import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listParameters } from '../../../hooks/api/environment.ts';
import type { Settings } from '../../../hooks/api/settings.ts';
import { defaultSettings, parseSettings, settingsVariables } from '../../../hooks/api/settings-table.ts';
import { referTo } from '../../../hooks/api/variable.ts';

/** Names and defaults of the official operator v0.74.1, one per line, taken from its env.md. */
const official = readFileSync('test/fixtures/official-environment.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

function parse(env: Record<string, string>) {
  const parsed = parseSettings(env);
  if (!parsed.ok) throw new Error(parsed.error.map(({ message }) => message).join('; '));
  return parsed.value;
}

function issuesOf(env: Record<string, string>): readonly string[] {
  const parsed = parseSettings(env);
  return parsed.ok ? [] : parsed.error.map(({ path, reason, message }) => `${path} ${reason}: ${message}`);
}

describe('the table', () => {
  it('has every official variable with its default, and no other', () => {
    const rows = listParameters({}, settingsVariables).map(({ name, value }) => `${name}=${value}`);
    const expected = official
      .filter(([name]) => name !== 'WATCH_NAMESPACE')
      .map(([name, value]) => `${name}=${value ?? ''}`);
    expect(official).toHaveLength(273);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });

  it('takes every official default when it is written out', () => {
    const env = Object.fromEntries(official.map(([name = '', value = '']) => [name, value]));
    expect(parse(env).settings).toEqual(defaultSettings);
  });
});

describe('settings', () => {
  it('of an empty environment', () => {
    const { vmsingle, vmalertmanager, vmselect, vmbackup } = defaultSettings.apps;
    expect(vmsingle).toEqual({
      image: 'victoriametrics/victoria-metrics',
      version: 'v1.150.0',
      port: '8429',
      useDefaultResources: true,
      limits: { memory: '1500Mi', cpu: '1200m' },
      requests: { memory: '500Mi', cpu: '150m' },
      terminationGracePeriodSeconds: 30,
    });
    expect(vmalertmanager).toMatchObject({
      image: 'prom/alertmanager',
      version: 'v0.31.0',
      terminationGracePeriodSeconds: 120,
    });
    expect([vmselect.version, vmbackup.version]).toEqual(['v1.150.0-cluster', 'v1.150.0-enterprise']);
    expect(defaultSettings.configReloader).toEqual({
      image: 'victoriametrics/operator:config-reloader-v0.74.1',
      limits: {},
      requests: { memory: '25Mi', cpu: '10m' },
    });
    expect(defaultSettings).toMatchObject({
      kubernetesMinor: 36,
      fieldManager: 'vmop',
      actions: 'jobs',
      readPods: true,
      openshift: false,
    });
  });

  it.each<{ env: Record<string, string>; sees: (settings: Settings) => unknown; value: unknown }>([
    {
      env: { VM_METRICS_VERSION: 'v2' },
      sees: ({ apps }) => [apps.vmagent.version, apps.vminsert.version],
      value: ['v2', 'v2-cluster'],
    },
    {
      env: { VM_VMAGENTDEFAULT_VERSION: `${referTo('VM_LOGS_VERSION')}-x` },
      sees: ({ apps }) => apps.vmagent.version,
      value: 'v1.52.0-x',
    },
    {
      env: { VM_VMCLUSTERDEFAULT_USEDEFAULTRESOURCES: 'F' },
      sees: ({ apps }) => apps.vmstorage.useDefaultResources,
      value: false,
    },
    {
      env: {
        VM_VMCLUSTERDEFAULT_USEDEFAULTRESOURCES: '0',
        VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_USEDEFAULTRESOURCES: 'T',
      },
      sees: ({ apps }) => [apps.vmstorage.useDefaultResources, apps.vmselect.useDefaultResources],
      value: [true, false],
    },
    {
      env: { VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_CPU: 'unlimited' },
      sees: ({ apps }) => apps.vmsingle.limits,
      value: { memory: '1500Mi' },
    },
    {
      env: { VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_EPHEMERAL_STORAGE: '1Gi' },
      sees: ({ apps }) => apps.vmsingle.limits['ephemeral-storage'],
      value: '1Gi',
    },
    {
      env: { VM_CUSTOMCONFIGRELOADERIMAGE: 'my/reloader:1' },
      sees: ({ configReloader }) => configReloader.image,
      value: 'my/reloader:1',
    },
    {
      env: { VM_OPERATOR_VERSION: 'v9' },
      sees: ({ configReloader }) => configReloader.image,
      value: 'victoriametrics/operator:config-reloader-v9',
    },
    {
      env: { VM_COMMON_LABELS: 'a=b, example.com/c=,' },
      sees: ({ commonLabels }) => commonLabels,
      value: { a: 'b', 'example.com/c': '' },
    },
    {
      env: { VM_COMMON_ANNOTATIONS: 'a=b=c d' },
      sees: ({ commonAnnotations }) => commonAnnotations,
      value: { a: 'b=c d' },
    },
    { env: { VM_OPENSHIFT_COMPATIBILITY: 'enabled' }, sees: ({ openshift }) => openshift, value: true },
    {
      env: { VM_CLUSTERDOMAINNAME: '.cluster.local' },
      sees: ({ clusterDomainName }) => clusterDomainName,
      value: '.cluster.local',
    },
    { env: { VMOP_KUBERNETES_VERSION: 'v1.29.4+k3s1' }, sees: ({ kubernetesMinor }) => kubernetesMinor, value: 29 },
    { env: { VMOP_READ_PODS: 'false' }, sees: ({ readPods }) => readPods, value: false },
    { env: { VMOP_ACTIONS: 'manual' }, sees: ({ actions }) => actions, value: 'manual' },
    {
      env: { VM_VMCLUSTERDEFAULT_VMSTORAGEDEFAULT_VMINSERTPORT: '1', VM_CONTAINERREGISTRY: 'localhost:5000' },
      sees: ({ vmstoragePorts, containerRegistry }) => [vmstoragePorts, containerRegistry],
      value: [{ vminsert: '1', vmselect: '8401' }, 'localhost:5000'],
    },
  ])('$env', ({ env, sees, value }) => {
    expect(sees(parse(env).settings)).toEqual(value);
  });
});

describe('an environment refuses the start, naming variable and value', () => {
  it.each([
    {
      env: { VM_VMSINGLEDEFAULT_PORT: '0' },
      says: /^VM_VMSINGLEDEFAULT_PORT InvalidSetting: VM_VMSINGLEDEFAULT_PORT="0" is no port/,
    },
    { env: { VM_VMALERTMANAGER_PORT: 'tcp://10.0.0.1:9093' }, says: /looks like a Service link/ },
    { env: { VM_VMSINGLEDEFAULT_PORT: '' }, says: /is empty: remove it to get the default 8429/ },
    { env: { VM_ENABLETCP6: 'yes' }, says: /"yes" is neither true nor false/ },
    {
      env: { VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_MEM: '1500MB' },
      says: /"1500MB" is neither `unlimited` nor a quantity/,
    },
    { env: { VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_MEM: '-1' }, says: /"-1" is negative/ },
    { env: { VM_VMSINGLEDEFAULT_TERMINATION_GRACE_PERIOD_SECONDS: '1.5' }, says: /no whole number/ },
    { env: { VM_VMSINGLEDEFAULT_IMAGE: 'a b' }, says: /is no image reference/ },
    { env: { VM_CONFIG_DATA_BUDGET_BYTES: '0.5' }, says: /is no number of bytes/ },
    { env: { VM_COMMON_LABELS: 'a' }, says: /has no = in "a"/ },
    { env: { VM_COMMON_LABELS: 'a=b,a=c' }, says: /names a twice/ },
    { env: { VM_COMMON_LABELS: 'ä=b' }, says: /invalid key "ä"/ },
    { env: { VM_COMMON_LABELS: `a=${'x'.repeat(64)}` }, says: /invalid label value for a/ },
    { env: { VM_OPENSHIFT_COMPATIBILITY: 'on' }, says: /is none of auto, enabled, disabled/ },
    { env: { VM_LOGS_VERSION: referTo('VM_LOGS_VERSION') }, says: /a circle/ },
    { env: { VM_LOGS_VERSION: referTo('HOME') }, says: /refers to "HOME", which is no known variable/ },
    {
      env: { WATCH_NAMESPACE: 'a,b' },
      says: /^WATCH_NAMESPACE WatchNamespaceUnsupported: .*docs\/limiting-parents\.md/,
    },
    { env: { VMOP_ACTION: 'jobs' }, says: /^VMOP_ACTION UnknownSetting: .*did you mean VMOP_ACTIONS\?$/ },
    { env: { VMOP_KUBERNETES_VERSION: '1' }, says: /is no version such as 1.33/ },
    { env: { VMOP_FIELD_MANAGER: '' }, says: /is empty/ },
  ])('$env', ({ env, says }) => {
    expect(issuesOf(env)[0]).toMatch(says);
  });

  it('with all problems at once, none for those that follow from another', () => {
    expect(issuesOf({ VM_ENABLETCP6: 'x', VMOP_X: '1', VM_LOOPBACK: 'a b' })).toHaveLength(3);
  });

  it('quotes a long value in part', () => {
    expect(issuesOf({ VM_LOOPBACK: '!'.repeat(100_000) }).join('').length).toBeLessThan(300);
  });
});

describe('an environment is accepted with one warning line for', () => {
  it.each([
    { env: { VM_SHOP_SERVICE_HOST: '10.0.0.1' }, says: [/^VM_SHOP_SERVICE_HOST is unknown/] },
    { env: { VM_APPREADYTIMEOUT: '80s' }, says: [/^VM_APPREADYTIMEOUT has no effect: vmop never waits/] },
    { env: { VM_PSPAUTOCREATEENABLED: 'whatever' }, says: [/^VM_PSPAUTOCREATEENABLED has no effect/] },
    { env: { VM_USECUSTOMCONFIGRELOADER: 'true' }, says: [/^VM_USECUSTOMCONFIGRELOADER has no effect/] },
    {
      env: {
        VMOP_HOOKS_PORT_8085_TCP_ADDR: '10.0.0.1',
        VMOP_HOOKS_SERVICE_HOST: 'x',
        PATH: '/bin',
        WATCH_NAMESPACE: '',
      },
      says: [],
    },
  ])('$env', ({ env, says }) => {
    const { warnings } = parse(env);
    expect(warnings).toHaveLength(says.length);
    for (const [index, pattern] of says.entries()) expect(warnings[index]).toMatch(pattern);
  });
});
