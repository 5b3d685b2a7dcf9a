import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { answerCustomize } from '../../../../hooks/dispatch/answer-customize.ts';
import { answerSync } from '../../../../hooks/dispatch/answer-sync.ts';
import { registerInternal } from '../../../../hooks/kinds/internal-kind.ts';
import { referenceBundle } from '../../../../hooks/kinds/reference-bundle/index.ts';
import { decodePayload } from '../../../../hooks/kinds/reference-bundle/payload.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { aBundle, aConfigMap, aSecret, bundleOwner } from '../../../fixtures/reference-bundle.ts';
import { groupObjects } from '../../../fixtures/workload-objects.ts';

const kind = registerInternal(referenceBundle);
const now = '2026-01-01T00:00:00Z';
const groups = ['Secret.v1', 'ConfigMap.v1'];

const customize = (parent: KubeObject, settings = defaultSettings) =>
  answerCustomize({ parent }, kind, settings).relatedResources;
const sync = (parent: KubeObject, related: readonly KubeObject[], at = now) =>
  answerSync(
    { parent, children: { 'Secret.v1': {} }, related: groupObjects(related, groups), finalizing: false },
    kind,
    defaultSettings,
    at,
  );
const resolvedOf = (children: readonly KubeObject[]) => {
  const data = fieldAt(children[0], ['data', 'resolved.json']);
  return Object.fromEntries(decodePayload(Buffer.from(String(data), 'base64').toString('utf8')) ?? []);
};

const wanted = [
  'Secret/shop/auth/user',
  'Secret/demo/auth/user',
  'ConfigMap/shop/ca/crt',
  'Secret/shop/auth/password',
  'Secret/shop/absent/user',
];
const honest = aBundle(wanted);
const withSpec = (patch: object): KubeObject => ({ ...honest, spec: { ...Object(honest.spec), ...patch } });
const withMetadata = (patch: object): KubeObject => ({ ...honest, metadata: { ...honest.metadata, ...patch } });

const forged: readonly { readonly name: string; readonly bundle: KubeObject }[] = [
  { name: 'unsigned', bundle: withSpec({ signature: '' }) },
  { name: 'signed with another key', bundle: aBundle(wanted, ['a-key-that-nobody-listed']) },
  {
    name: 'a reference added by hand',
    bundle: withSpec({
      references: [...Object(honest.spec).references, { kind: 'Secret', namespace: 'bank', name: 'vault', key: 'pin' }],
    }),
  },
  { name: 'a reference removed by hand', bundle: withSpec({ references: Object(honest.spec).references.slice(1) }) },
  { name: 'another owner named', bundle: withSpec({ owner: { ...Object(honest.spec).owner, uid: 'other' } }) },
  { name: 'copied to another namespace', bundle: withMetadata({ namespace: 'mine' }) },
  { name: 'copied to another name', bundle: withMetadata({ name: 'mine' }) },
];
const [reference] = honest.metadata.ownerReferences ?? [];
const disowned: readonly { readonly name: string; readonly bundle: KubeObject }[] = [
  { name: 'without controller', bundle: withMetadata({ ownerReferences: [] }) },
  { name: 'owned, not controlled', bundle: withMetadata({ ownerReferences: [{ ...reference, controller: false }] }) },
  { name: 'controlled by another uid', bundle: withMetadata({ ownerReferences: [{ ...reference, uid: 'other' }] }) },
  { name: 'controlled by another kind', bundle: withMetadata({ ownerReferences: [{ ...reference, kind: 'VMAuth' }] }) },
];

function controlledBy(object: KubeObject, kind: string): KubeObject {
  const owner = { apiVersion: 'operator.victoriametrics.com/v1beta1', kind, name: 'main', uid: 'u', controller: true };
  return { ...object, metadata: { ...object.metadata, ownerReferences: [owner] } };
}

describe('customize', () => {
  it('relates exactly the named objects: one rule per kind and namespace', () => {
    expect(customize(honest)).toEqual([
      { apiVersion: 'v1', resource: 'configmaps', namespace: 'shop', names: ['ca'] },
      { apiVersion: 'v1', resource: 'secrets', namespace: 'demo', names: ['auth'] },
      { apiVersion: 'v1', resource: 'secrets', namespace: 'shop', names: ['absent', 'auth'] },
    ]);
  });

  it.each(forged)('relates nothing for a bundle $name', ({ bundle }) => {
    expect(customize(bundle)).toEqual([]);
  });

  // Metacontroller remembers the answer by uid and generation, and neither depends on owner references: sync refuses these.
  it.each(disowned)('does not depend on the owner references: $name', ({ bundle }) => {
    expect(customize(bundle)).toEqual(customize(honest));
  });

  it('takes a former key that is still listed', () => {
    const settings = { ...defaultSettings, hmacKeys: ['a-new-key', ...defaultSettings.hmacKeys] };
    expect(customize(honest, settings)).toEqual(customize(honest));
  });
});

describe('sync', () => {
  const related = [
    aSecret('shop/auth', { user: 'ann', password: 'tiger\n', other: 'not asked for' }),
    aSecret('demo/auth', { user: 'ann' }),
    aConfigMap('shop/ca', { crt: '---' }),
  ];

  it('resolves values and names what is missing', () => {
    const { children, status } = sync(honest, related);
    expect(children).toMatchObject([
      {
        kind: 'Secret',
        metadata: {
          name: 'vmagent-main.references-0',
          namespace: 'demo',
          labels: {
            'vmop.victoriametrics.com/bundle-of': bundleOwner.uid,
            'vmop.victoriametrics.com/internal': 'true',
          },
        },
      },
    ]);
    expect(resolvedOf(children)).toEqual({
      'Secret/shop/auth/user': { state: 'found', value: 'ann' },
      'Secret/demo/auth/user': { state: 'found', value: 'ann' },
      'Secret/shop/auth/password': { state: 'found', value: 'tiger\n' },
      'ConfigMap/shop/ca/crt': { state: 'found', value: '---' },
      'Secret/shop/absent/user': {
        state: 'missing',
        message: 'unable to fetch secret="absent", ns="shop": secrets "absent" not found',
      },
    });
    expect(status).toMatchObject({
      updateStatus: 'operational',
      conditions: [
        {
          type: 'Resolved',
          status: 'False',
          reason: 'ReferenceNotFound',
          message:
            '1 of 5 references are missing: unable to fetch secret="absent", ns="shop": secrets "absent" not found',
          lastTransitionTime: now,
        },
      ],
    });
  });

  it.each([
    {
      name: 'a Secret without the key',
      id: 'Secret/default/auth/username',
      object: aSecret('default/auth', { user: 'x' }),
      message: 'expected key="username" was not found at object="secret/default/auth"',
    },
    {
      name: 'a Secret without data',
      id: 'Secret/default/auth/username',
      object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'auth', namespace: 'default' } },
      message: 'expected key="username" was not found at object="secret/default/auth"',
    },
    {
      name: 'a key which every object inherits',
      id: 'Secret/default/auth/constructor',
      object: aSecret('default/auth', {}),
      message: 'expected key="constructor" was not found at object="secret/default/auth"',
    },
    {
      name: 'no ConfigMap',
      id: 'ConfigMap/default/ca/crt',
      object: aSecret('default/ca', { crt: 'x' }),
      message: 'unable to fetch configmap="ca", ns="default": configmaps "ca" not found',
    },
    {
      name: 'a ConfigMap with the key in binaryData only',
      id: 'ConfigMap/default/ca/crt',
      object: { ...aConfigMap('default/ca', {}), binaryData: { crt: 'eA==' } },
      message: 'expected key="crt" was not found at object="configmap/default/ca"',
    },
    {
      name: 'a value that is no text',
      id: 'Secret/default/auth/user',
      object: aSecret('default/auth', { user: Buffer.from([0xff, 0xfe]) }),
      message: 'value of key="user" at object="secret/default/auth" is no text',
    },
    {
      name: 'a Secret with the values of others',
      id: 'Secret/demo/vmagent-main.references-0/resolved.json',
      object: sync(honest, related).children[0] ?? honest,
      message: 'object="secret/demo/vmagent-main.references-0" is generated by vmop and cannot be referred to',
    },
    {
      name: 'the certificates of all whom a scraper of the namespace takes',
      id: 'Secret/demo/tls-assets-vmagent-main/shop_tls_key',
      object: controlledBy(aSecret('demo/tls-assets-vmagent-main', { shop_tls_key: 'secret' }), 'VMAgent'),
      message: 'object="secret/demo/tls-assets-vmagent-main" is generated by vmop and cannot be referred to',
    },
  ])('says of $name: $message', ({ id, object, message }) => {
    expect(resolvedOf(sync(aBundle([id]), [object]).children)).toEqual({ [id]: { state: 'missing', message } });
  });

  it.each([...forged, ...disowned])('makes no Secret for a bundle $name, and says so', ({ bundle }) => {
    const { children, status } = sync(bundle, related);
    expect(children).toEqual([]);
    expect(status).toMatchObject({
      updateStatus: 'failed',
      conditions: [{ type: 'Resolved', status: 'False', reason: 'ReferenceBundleRefused' }],
    });
  });

  it('writes a status only when something changed, and never a value', () => {
    const first = sync(honest, related);
    const stored = { ...honest, status: first.status };
    const rotated = [aSecret('shop/auth', { user: 'bob', password: 'lion' }), ...related.slice(1)];
    const later = sync(stored, rotated, '2026-02-02T00:00:00Z');
    expect(later.status).toEqual(first.status);
    expect(resolvedOf(later.children)).toMatchObject({ 'Secret/shop/auth/user': { state: 'found', value: 'bob' } });
    for (const value of ['ann', 'tiger', 'bob', 'lion']) expect(JSON.stringify(later.status)).not.toContain(value);

    const complete = sync(stored, [...rotated, aSecret('shop/absent', { user: 'x' })], '2026-02-02T00:00:00Z');
    expect(complete.status).toMatchObject({
      conditions: [
        {
          status: 'True',
          reason: 'ReferencesResolved',
          message: 'all 5 references are resolved',
          lastTransitionTime: '2026-02-02T00:00:00Z',
        },
      ],
    });
  });

  it('throws where the request lacks what customize asked for', () => {
    const body = { parent: honest, children: { 'Secret.v1': {} }, related: {}, finalizing: false };
    expect(() => answerSync(body, kind, defaultSettings, now)).toThrow('the request lacks');
  });
});
