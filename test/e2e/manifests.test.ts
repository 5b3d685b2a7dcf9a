import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installNames } from '../../hooks/lib/install-names.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { hasKubectl, kustomizations, render } from '../fixtures/kustomize.ts';
import { ApiError } from '../harness/api-error.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';

let cluster: SharedCluster;

/** Dry-run apply as `kubectl apply --server-side` does it, unknown fields refused; answers what the API server says against it. */
async function refusal(object: KubeObject): Promise<string | null> {
  try {
    await cluster.client.apply(object, { dryRun: true, fieldValidation: 'Strict', fieldManager: 'kubectl' });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `${object.kind} ${object.metadata.name}: ${error.message}`;
  }
}

describe.skipIf(isControlPlaneMissing() || !hasKubectl())('manifests and the real API server', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
    // A dry run creates no namespace that the following objects could live in.
    for (const name of [installNames.namespace, 'team-a']) {
      await cluster.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  });
  afterAll(() => cluster.leave());

  // The base of one namespace names none; overlays/namespaced/team-a does.
  const folders = kustomizations('manifests', 'compositecontrollers', 'crds').filter(
    (folder) => folder !== 'manifests/components/namespaced-writes/namespace',
  );

  it.each(folders)('%s is accepted', async (folder) => {
    const objects = render(folder);
    // cert-manager is not installed in the test cluster; its two objects are all that is left out.
    const foreign = objects.filter(({ apiVersion }) => apiVersion.startsWith('cert-manager.io/'));
    expect(foreign.map(({ kind }) => kind).toSorted()).toEqual(
      folder.endsWith('admission-cert-manager') ? ['Certificate', 'Issuer'] : [],
    );
    const refusals = await Promise.all(objects.filter((object) => !foreign.includes(object)).map(refusal));
    expect(refusals.filter((text) => text !== null)).toEqual([]);
  });

  it('a misspelt hook, update method or field of a controller is refused', async () => {
    const [controller] = render('compositecontrollers').filter(({ kind }) => kind === 'CompositeController');
    if (controller === undefined) throw new Error('no CompositeController is generated');
    const withSpec = (patch: object): KubeObject => ({
      ...controller,
      spec: Object.assign({}, controller.spec, patch),
    });
    expect(await refusal(withSpec({ hooks: { synk: {} } }))).toContain('a hook is one of customize, sync');
    expect(await refusal(withSpec({ generateSelectors: true }))).toContain('generateSelectors');
    const children = [{ apiVersion: 'v1', resource: 'services', updateStrategy: { method: 'Inplace' } }];
    expect(await refusal(withSpec({ childResources: children }))).toContain('Inplace');
  });

  it('the pods fit the restricted pod security of their namespace', async () => {
    const objects = render('manifests/overlays/example');
    const namespace = objects.find(({ kind }) => kind === 'Namespace');
    expect(namespace?.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
    const warned: string[] = [];
    for (const object of objects.filter(({ kind }) => kind === 'Deployment')) {
      const answer = await cluster.client.applyWithWarnings(object, { dryRun: true });
      warned.push(...answer.warnings);
    }
    expect(warned).toEqual([]);
  });
});
