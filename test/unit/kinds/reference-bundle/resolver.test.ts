import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../hooks/kinds/reference-bundle/payload.ts';
import { encodePayload } from '../../../../hooks/kinds/reference-bundle/payload.ts';
import { bundleResolver, relateBundleSecrets } from '../../../../hooks/kinds/reference-bundle/resolver.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { aBundle, aReference, bundleOwner } from '../../../fixtures/reference-bundle.ts';
import { groupObjects } from '../../../fixtures/workload-objects.ts';

const id = 'Secret/shop/auth/user';
const bundle = aBundle([id]);
const bundleGroup = 'ReferenceBundle.vmop.victoriametrics.com/v1';

function found(value: string): Answer {
  return { reference: aReference(id), resolution: { state: 'found', value } };
}

/** The Secret of a bundle as Metacontroller stores it. */
function secretOf(parent: KubeObject, payload: string, patch: object = {}): KubeObject & { readonly data: object } {
  const { name, namespace, uid } = parent.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { 'vmop.victoriametrics.com/bundle-of': bundleOwner.uid },
      ownerReferences: [{ apiVersion: parent.apiVersion, kind: parent.kind, name, uid: uid ?? '', controller: true }],
      ...patch,
    },
    data: { 'resolved.json': Buffer.from(payload).toString('base64') },
  };
}

const resolve = (secrets: readonly KubeObject[], bundles: readonly KubeObject[] = [bundle], wanted = id) =>
  bundleResolver({
    children: groupObjects(bundles, [bundleGroup]),
    related: groupObjects(secrets, ['Secret.v1']),
    ownerUid: bundleOwner.uid,
  })(aReference(wanted));

describe('resolver', () => {
  const payload = encodePayload([found('ann')]);

  it('relates the Secrets of its own bundles by label', () => {
    expect(relateBundleSecrets('u1', 'demo')).toEqual({
      apiVersion: 'v1',
      resource: 'secrets',
      namespace: 'demo',
      labelSelector: { matchLabels: { 'vmop.victoriametrics.com/bundle-of': 'u1' } },
    });
  });

  it('finds a value', () => {
    expect(resolve([secretOf(bundle, payload)])).toEqual({ state: 'found', value: 'ann' });
  });

  it('hands on the sentence of what is missing', () => {
    const missing = encodePayload([{ reference: aReference(id), resolution: { state: 'missing', message: 'gone' } }]);
    expect(resolve([secretOf(bundle, missing)])).toEqual({ state: 'missing', message: 'gone' });
  });

  it.each([
    { name: 'no Secret', secrets: [] },
    { name: 'no bundle among the children', secrets: [secretOf(bundle, payload)], bundles: [] },
    { name: 'a reference that no Secret speaks of', secrets: [secretOf(bundle, payload)], wanted: 'Secret/x/y/z' },
    {
      name: 'another label',
      secrets: [secretOf(bundle, payload, { labels: { 'vmop.victoriametrics.com/bundle-of': 'x' } })],
    },
    { name: 'no label', secrets: [secretOf(bundle, payload, { labels: {} })] },
    { name: 'another name', secrets: [secretOf(bundle, payload, { name: 'mine' })] },
    { name: 'no controller', secrets: [secretOf(bundle, payload, { ownerReferences: [] })] },
    {
      name: 'another controller',
      secrets: [secretOf({ ...bundle, metadata: { ...bundle.metadata, uid: 'other' } }, payload)],
    },
    { name: 'a payload that is none', secrets: [secretOf(bundle, 'x')] },
  ])('is pending: $name', ({ secrets, bundles, wanted }) => {
    expect(resolve(secrets, bundles, wanted)).toEqual({ state: 'pending' });
  });

  it('needs no lookup for what cannot exist', () => {
    expect(resolve([], [bundle], 'Secret/shop/No Such Name/key')).toEqual({
      state: 'missing',
      message: 'unable to fetch secret="No Such Name", ns="shop": secrets "No Such Name" not found',
    });
  });

  it('believes the bundle that lists a reference, and until it speaks the one that did', () => {
    const former = aBundle(['Secret/shop/other/user']);
    const present = { ...bundle, metadata: { ...bundle.metadata, name: 'vmagent-main.references-1', uid: 'second' } };
    const old = secretOf(former, encodePayload([found('old')]));
    const fresh = secretOf(present, encodePayload([found('new')]));
    expect(resolve([old, fresh], [former, present])).toEqual({ state: 'found', value: 'new' });
    expect(resolve([fresh, old], [present, former])).toEqual({ state: 'found', value: 'new' });
    expect(resolve([old], [former, present])).toEqual({ state: 'found', value: 'old' });
  });

  it('throws where the request lacks a group', () => {
    const related = groupObjects([], ['Secret.v1']);
    expect(() => bundleResolver({ children: {}, related, ownerUid: 'u' })).toThrow(bundleGroup);
    const children = groupObjects([], [bundleGroup]);
    expect(() => bundleResolver({ children, related: {}, ownerUid: 'u' })).toThrow('Secret.v1');
  });
});
