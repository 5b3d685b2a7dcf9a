import { describe, expect, it } from 'vitest';
import { findUnknownFields } from '../../../hooks/api/unknown-fields.ts';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';

const vmsingle = (spec: object, more: object = {}) => ({
  apiVersion: 'a',
  kind: 'VMSingle',
  metadata: { name: 'a' },
  spec,
  ...more,
});

const misspelt: readonly { spec: object; path: string; hint: string | undefined }[] = [
  { spec: { retentionPeriodd: '1' }, path: 'spec.retentionPeriodd', hint: 'retentionPeriod' },
  { spec: { Port: '1' }, path: 'spec.Port', hint: 'port' },
  { spec: { storage: { access_modes: [] } }, path: 'spec.storage.access_modes', hint: 'accessModes' },
  { spec: { volumes: [{ name: 'a' }, { configmap: {} }] }, path: 'spec.volumes[1].configmap', hint: 'configMap' },
  { spec: { containers: [{ volumemounts: [] }] }, path: 'spec.containers[0].volumemounts', hint: 'volumeMounts' },
  {
    spec: { containers: [{ env: [{ name: 'a', valueFrom: { secretRef: {} } }] }] },
    path: 'spec.containers[0].env[0].valueFrom.secretRef',
    hint: 'secretKeyRef',
  },
  { spec: { affinity: { podAntiAfinity: {} } }, path: 'spec.affinity.podAntiAfinity', hint: 'podAntiAffinity' },
  {
    spec: { networkPolicy: { ingress: [{ _from: [] }] } },
    path: 'spec.networkPolicy.ingress[0]._from',
    hint: 'from',
  },
  {
    spec: { serviceScrapeSpec: { endpoints: [{ oauth2: { tls_config: { cafile: '' } } }] } },
    path: 'spec.serviceScrapeSpec.endpoints[0].oauth2.tls_config.cafile',
    hint: 'caFile',
  },
  { spec: { somethingElse: 1 }, path: 'spec.somethingElse', hint: undefined },
  { spec: { constructor: 1 }, path: 'spec.constructor', hint: undefined },
];

const harmless: readonly { name: string; object: unknown }[] = [
  {
    name: 'metadata',
    object: vmsingle(
      {},
      {
        metadata: {
          labels: { 'x/y': 'z' },
          ownerReferences: [{ controller: true }],
          managedFields: [{ fieldsV1: { 'f:a': {} } }],
        },
      },
    ),
  },
  {
    name: 'keys of maps',
    object: vmsingle({
      extraArgs: { any: 'x' },
      nodeSelector: { a: 'b' },
      resources: { limits: { 'nvidia.com/gpu': 1 } },
    }),
  },
  { name: 'a status of any form', object: vmsingle({}, { status: { what: 'ever' } }) },
  {
    name: 'values of a wrong type, which parse reports',
    object: vmsingle({ volumes: 'x', image: 1, affinity: null }),
  },
  {
    name: 'fields newer than the models package',
    object: vmsingle({ volumes: [{ projected: { sources: [{ podCertificate: { userAnnotations: {} } }] } }] }),
  },
  { name: 'something that is no object', object: 'x' },
];

describe('findUnknownFields', () => {
  it.each(misspelt)('$path', ({ spec, path, hint }) => {
    const end = hint === undefined ? '' : `; did you mean ${hint}?`;
    expect(findUnknownFields(vmsingleApi, vmsingle(spec))).toEqual([
      { path, reason: 'UnknownField', message: `${path} is an unknown field${end}` },
    ]);
  });

  it.each(harmless)('leaves alone: $name', ({ object }) => {
    expect(findUnknownFields(vmsingleApi, object)).toEqual([]);
  });

  it('finds all of them, also at the top', () => {
    const found = findUnknownFields(vmsingleApi, vmsingle({ a1: 1, image: { b2: 2 } }, { sepc: {} }));
    expect(found.map(({ path }) => path)).toEqual(['spec.a1', 'spec.image.b2', 'sepc']);
  });
});
