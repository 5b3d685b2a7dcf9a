import { describe, expect, it } from 'vitest';
import { retainedClaims } from '../../../../hooks/kinds/vmsingle/claim.ts';
import { relateVMSingle } from '../../../../hooks/kinds/vmsingle/relate.ts';
import { syncVMSingle } from '../../../../hooks/kinds/vmsingle/sync.ts';
import { aVMSingle, builtFrom, childOf, relatedOf, someSettings } from '../../../fixtures/builders.ts';
import { field } from '../../../harness/fields.ts';

const pod = (spec: object, settings = {}, related = relatedOf()) =>
  field(childOf(builtFrom(spec, settings, related), 'Deployment').spec, 'template', 'spec');

const configMap = (name: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'demo' },
  data,
});

describe('names', () => {
  it('are the bare name with legacy naming', () => {
    const built = builtFrom({ useLegacyNaming: true, inlineRelabelConfig: [{ targetLabel: 'a', replacement: 'b' }] });
    const names = built.phases.flatMap(({ children }) =>
      children.map(({ kind, metadata }) => `${kind}/${metadata.name}`),
    );
    expect(names.toSorted()).toEqual([
      'ConfigMap/relabelings-assets-shop',
      'Deployment/shop',
      'Service/shop',
      'ServiceAccount/shop',
      'VMServiceScrape/shop',
    ]);
  });

  it('carry common labels on workloads, pods and Services, under everything else', () => {
    const settings = { commonLabels: { env: 'p', 'managed-by': 'x' }, commonAnnotations: { note: 'n' } };
    const built = builtFrom({ managedMetadata: { annotations: { note: 'own' } }, networkPolicy: {} }, settings);
    expect(childOf(built, 'Deployment').metadata).toMatchObject({
      labels: { env: 'p', 'managed-by': 'vm-operator' },
      annotations: { note: 'own' },
    });
    expect(childOf(built, 'Service').metadata.labels).toMatchObject({ env: 'p' });
    for (const kind of ['ServiceAccount', 'NetworkPolicy', 'VMServiceScrape']) {
      expect(childOf(built, kind).metadata.labels, kind).not.toHaveProperty('env');
    }
    expect(field(childOf(built, 'Deployment').spec, 'template', 'metadata', 'annotations')).toEqual({ note: 'n' });
  });
});

describe('accounts and scrapes', () => {
  it('are not built where the user has own ones or none', () => {
    const built = builtFrom({ serviceAccountName: 'mine', disableSelfServiceScrape: true });
    expect(built.phases.flatMap(({ children }) => children.map(({ kind }) => kind)).toSorted()).toEqual([
      'Deployment',
      'Service',
    ]);
    expect(field(pod({ serviceAccountName: 'mine' }), 'serviceAccountName')).toBe('mine');
  });
});

describe('reload key', () => {
  const spec = { configReloadAuthKeySecret: { name: 's', key: 'k' } };
  it('is mounted where the official operator forgets it', () => {
    const withRules = { ...spec, inlineRelabelConfig: [{ targetLabel: 'a', replacement: 'b' }] };
    expect(pod(withRules)).toMatchObject({
      volumes: [
        { name: 'data' },
        { name: 'relabelings-assets' },
        { name: 'vm-config-reload-auth-secret', secret: { secretName: 's' } },
      ],
      containers: [
        { args: expect.arrayContaining(['-reloadAuthKey=file:///etc/vm/config-reload-auth/k']) },
        {
          args: [
            '--reload-url=http://127.0.0.1:8429/-/reload',
            '--watched-dir=/etc/vm/relabeling',
            '--webhook-method=POST',
            '-reload-url-auth-key=file:///etc/vm/config-reload-auth/k',
          ],
          volumeMounts: [{ name: 'relabelings-assets' }, { name: 'vm-config-reload-auth-secret' }],
        },
      ],
    });
  });
  it('does nothing without a reloader', () => {
    expect(pod(spec)).toEqual(pod({}));
  });
});

describe('stream aggregation without rules', () => {
  const args = (streamAggrConfig: object) => field(pod({ streamAggrConfig }), 'containers', 0, 'args');
  it('still removes duplicates and drops labels; what goes with rules has no effect', () => {
    const wanted = ['--streamAggr.dedupInterval=1m', '-streamAggr.dedupInterval=1m', '-streamAggr.dropInputLabels=a,b'];
    expect(args({ dedupInterval: '1m', dropInputLabels: ['a', 'b'], keepInput: true })).toEqual([
      wanted[0],
      '-httpListenAddr=:8429',
      '-storageDataPath=/victoria-metrics-data',
      ...wanted.slice(1),
    ]);
  });
});

describe('backup', () => {
  it('shares a Secret that is mounted anyway', () => {
    const spec = {
      secrets: ['creds'],
      license: { keyRef: { name: 'lic', key: 'l' } },
      vmBackup: { destination: 's3://b', credentialsSecret: { name: 'creds', key: 'c' } },
    };
    expect(field(pod(spec), 'volumes')).toEqual([
      { name: 'data', emptyDir: {} },
      { name: 'secret-creds', secret: { secretName: 'creds' } },
      { name: 'license', secret: { secretName: 'lic' } },
    ]);
    expect(field(pod(spec), 'containers', 1, 'volumeMounts')).toMatchObject([
      { name: 'data' },
      { mountPath: '/etc/vm/creds' },
      { mountPath: '/etc/vm/secrets/lic' },
    ]);
  });
});

describe('ConfigMaps whose volumes would have one name', () => {
  it('stay both, so that the clash is reported and none is mounted in place of the other', () => {
    expect(field(pod({ configMaps: ['a.b', 'a-b'] }), 'volumes')).toMatchObject([
      { name: 'data' },
      { name: 'configmap-a-b', configMap: { name: 'a.b' } },
      { name: 'configmap-a-b', configMap: { name: 'a-b' } },
    ]);
  });
});

describe('referenced ConfigMaps', () => {
  const spec = {
    relabelConfig: { name: 'r', key: 'k' },
    inlineRelabelConfig: [{ targetLabel: 'a', replacement: 'b' }],
    streamAggrConfig: { configmap: { name: 'r', key: 's' } },
  };
  it('are related once', () => {
    expect(relateVMSingle(aVMSingle({ spec }))).toEqual([
      { apiVersion: 'v1', resource: 'configmaps', namespace: 'demo', names: ['r'] },
    ]);
  });
  it('follow the inline rules', () => {
    const related = relatedOf(configMap('r', { k: '- action: drop\n\n', s: '- interval: 1m\n' }));
    const built = builtFrom(spec, {}, related);
    const text = '- target_label: a\n  replacement: b\n- action: drop';
    expect(childOf(built, 'ConfigMap', 'relabelings-assets-vmsingle-shop')).toMatchObject({
      data: { 'relabel.yaml': text, 'relabeling.yaml': text },
    });
    expect(built.issues).toEqual([]);
  });
  it.each([
    { name: 'ConfigMap', objects: [], reasons: ['ConfigMapNotFound', 'ConfigMapNotFound'] },
    {
      name: 'key',
      objects: [configMap('r', { constructor: 'x' })],
      reasons: ['ConfigMapKeyNotFound', 'ConfigMapKeyNotFound'],
    },
    { name: 'list', objects: [configMap('r', { k: 'a: 1', s: '' })], reasons: ['RuleListInvalid'] },
  ])('without $name leave the Deployment out', ({ objects, reasons }) => {
    const built = builtFrom(spec, {}, relatedOf(...objects));
    expect(built.issues.map(({ reason }) => reason)).toEqual(reasons);
    expect(() => childOf(built, 'Deployment')).toThrow('no Deployment');
    expect(childOf(built, 'Service')).toBeDefined();
  });
  it('must be in the request', () => {
    expect(() => builtFrom(spec, {}, {})).toThrow('lacks the related group ConfigMap.v1');
  });
});

describe('what cannot be built', () => {
  it.each([
    { name: 'a port in words', spec: { insertPorts: { influxPort: 'many' } }, reason: 'InvalidPort', children: 0 },
    {
      name: 'two Services of one name',
      spec: { serviceSpec: { metadata: { name: 'vmsingle-shop' }, spec: {} } },
      reason: 'AdditionalServiceNameTaken',
      children: 4,
    },
    { name: 'an autoscaler without its API', spec: { vpa: {} }, reason: 'VpaApiDisabled', children: 4 },
    {
      name: 'two data volumes',
      spec: { storage: { resources: { requests: { storage: '1Gi' } } }, volumes: [{ name: 'data' }] },
      reason: 'StorageVolumeConflict',
      children: 3,
    },
  ])('$name is an issue', ({ spec, reason, children }) => {
    const built = builtFrom(spec);
    expect(built.issues.map((issue) => issue.reason)).toEqual([reason]);
    expect(built.phases.flatMap((phase) => phase.children)).toHaveLength(children);
  });

  it('is left out when a field is unknown, and reported', () => {
    const spec = { containers: [{ name: 'vmsingle', imagePulPolicy: 'Always', env: [{ name: 'A', valeu: '1' }] }] };
    const built = builtFrom(spec);
    expect(built.findings.map(({ path, reason }) => ({ path, reason }))).toEqual([
      { path: 'spec.containers[0].imagePulPolicy', reason: 'UnknownField' },
      { path: 'spec.containers[0].env[0].valeu', reason: 'UnknownField' },
    ]);
    expect(JSON.stringify(built.phases)).not.toMatch(/imagePulPolicy|valeu/);
  });
});

describe('claim', () => {
  const storage = { storageClassName: 'fast', resources: { requests: { storage: '2Gi' } } };
  const claim = (patch: object, annotations = {}) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'vmsingle-shop', namespace: 'demo', annotations },
    spec: { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } },
    ...patch,
  });
  const storageClass = (allowVolumeExpansion: boolean) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    allowVolumeExpansion,
  });
  const allow = { 'operator.victoriametrics.com/pvc-allow-volume-expansion': 'true' };

  it('is retained and no child', () => {
    const cr = aVMSingle({ spec: { storage, removePvcAfterDelete: true } });
    expect(retainedClaims(cr, someSettings())).toMatchObject([
      {
        removeAfterDelete: true,
        claim: { metadata: { name: 'vmsingle-shop' }, spec: { accessModes: ['ReadWriteOnce'] } },
      },
    ]);
    expect(() => childOf(builtFrom({ storage }), 'PersistentVolumeClaim')).toThrow();
  });

  it.each([
    { name: 'can grow', objects: [claim({}), storageClass(true)], reasons: [] },
    { name: 'cannot grow', objects: [claim({}), storageClass(false)], reasons: ['StorageCannotGrow'] },
    { name: 'has no class', objects: [claim({})], reasons: ['StorageCannotGrow'] },
    { name: 'is forced to grow', objects: [claim({}, allow), storageClass(false)], reasons: [] },
    {
      name: 'cannot shrink',
      objects: [claim({ spec: { storageClassName: 'fast', resources: { requests: { storage: '3Gi' } } } })],
      reasons: ['StorageShrink'],
    },
    {
      name: 'keeps its class',
      objects: [claim({ spec: { storageClassName: 'slow', resources: { requests: { storage: '2Gi' } } } })],
      reasons: ['StorageClassChanged'],
    },
    {
      name: 'is growing',
      objects: [
        claim({ spec: { resources: { requests: { storage: '2Gi' } } }, status: { capacity: { storage: '1Gi' } } }),
      ],
      reasons: ['ClaimResizing'],
    },
  ])('$name', ({ objects, reasons }) => {
    const built = builtFrom({ storage }, {}, relatedOf(...objects));
    expect(built.findings.map(({ reason }) => reason)).toEqual(reasons);
    expect(built.issues).toEqual([]);
  });

  it('without a size is no claim', () => {
    expect(retainedClaims(aVMSingle({ spec: { storage: {} } }), someSettings())).toEqual([]);
    expect(builtFrom({ storage: {} }).findings.map(({ reason }) => reason)).toEqual(['StorageRequestMissing']);
    expect(field(pod({ storage: {} }), 'volumes')).toEqual([{ name: 'data', emptyDir: {} }]);
  });
});

describe('sync', () => {
  const now = '2026-01-02T03:04:05Z';
  it('touches nothing while paused', () => {
    const child = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'vmsingle-shop', namespace: 'demo', managedFields: [] },
    };
    const children = { 'Service.v1': { 'demo/vmsingle-shop': child } };
    const output = syncVMSingle({
      parent: aVMSingle({ spec: { paused: true } }),
      children,
      related: relatedOf(),
      settings: someSettings(),
      now,
    });
    expect(output.children.map(({ metadata }) => metadata.name)).toEqual(['vmsingle-shop']);
  });
});
