import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { group } from '../../hooks/api/common/custom-resource.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { internalKinds, registry } from '../../hooks/registry.ts';
import { casesFolder, examplesFolder, loadCases } from '../conformance/corpus.ts';
import { hasFieldTable, readFieldRows } from '../fixtures/crd-fields.ts';
import { carries, fullObjects } from '../fixtures/full-object.ts';
import { hasKubectl } from '../fixtures/kustomize.ts';
import { filesBelow } from '../fixtures/sources.ts';
import { ApiError } from '../harness/api-error.ts';
import { objectsAt } from '../harness/fields.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';

const run = promisify(execFile);

/** Paths that no object can carry, by their end. */
const impossible: Readonly<Record<string, string>> = {
  '.dnsConfig[]': 'the official schema gives items to an object',
};

/** Objects of the corpus that are refused, by case and object, with what the API server says. */
const refused: Readonly<Record<string, { readonly says: string; readonly because: string }>> = {
  'vmalertmanager_config-full VMAlertmanagerConfig/example-full': {
    says: 'unknown field "spec.mute_time_intervals"',
    because: 'the official CRD does not know the field either and drops it',
  },
  'vmuser_with_ip_filters VMUser/vmuser-enterprise-1': {
    says: 'unknown field "spec.targetRefs[0].ip_filters"',
    because: 'the official CRD does not know the field either and drops it',
  },
};

const files = filesBelow('crds', '.yaml').filter((path) => !path.endsWith('kustomization.yaml'));
const kinds = registry.map(({ api }) => ({
  kind: api.kind,
  apiVersion: `${api.group}/${api.version}`,
  crd: `${api.plural}.${api.group}`,
}));
const internalCrds = internalKinds.map(({ api }) => `${api.plural}.${api.group}`);
const examples = loadCases(examplesFolder, '');
if (examples.length === 0)
  console.warn(`SKIPPED: public examples against the CRDs; ${examplesFolder} does not hold them`);
const corpus = [...loadCases(casesFolder, ''), ...examples].map(({ name, inputs, rejected }) => ({
  name,
  rejected,
  objects: inputs.filter(({ apiVersion }) => apiVersion.startsWith(`${group}/`)),
}));

let cluster: SharedCluster;
let namespace: string;

/** What the API server says against an object, or null. Nothing is stored. */
async function refusal(object: KubeObject): Promise<string | null> {
  const placed = { ...object, metadata: { ...object.metadata, namespace } };
  try {
    await cluster.client.create(placed, { dryRun: true, fieldValidation: 'Strict' });
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.detail;
    throw error;
  }
}

describe.skipIf(isControlPlaneMissing())('CRDs on the real API server', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
    namespace = await cluster.namespace('crds');
  });
  afterAll(() => cluster.leave());

  it.each(kinds)('$kind is established, and its schema is structural', async ({ crd }) => {
    const { status } = await cluster.client.get({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: crd },
    });
    const conditions = objectsAt(status, 'conditions');
    expect(conditions).toContainEqual(expect.objectContaining({ type: 'Established', status: 'True' }));
    expect(conditions.filter(({ type }) => type === 'NonStructuralSchema')).toEqual([]);
  });

  it.skipIf(!hasFieldTable()).each(kinds)('$kind: a value at every official path comes back', async (kind) => {
    const rows = readFieldRows(kind.kind);
    const wanted = rows
      .map(({ path }) => path)
      .filter((path) => /^(spec|status)\b/.test(path) && !Object.keys(impossible).some((end) => path.endsWith(end)));
    const stored = await Promise.all(fullObjects(kind, rows).map(store));
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((path) => !stored.some((object) => carries(object, path)))).toEqual([]);
  });

  it('knows the kind of every object in the corpus', () => {
    const known = new Set(kinds.map(({ kind, apiVersion }) => `${apiVersion} ${kind}`));
    const strangers = corpus.flatMap(({ name, objects }) =>
      objects
        .filter(({ apiVersion, kind }) => !known.has(`${apiVersion} ${kind}`))
        .map(({ kind }) => `${name} ${kind}`),
    );
    expect(corpus.length).toBeGreaterThan(100);
    expect(strangers).toEqual([]);
  });

  it.each(corpus)('$name: every object is accepted with all its fields', async ({ name, objects, rejected }) => {
    const refusals = await Promise.all(
      objects.map(async (object) => ({ id: `${object.kind}/${object.metadata.name}`, says: await refusal(object) })),
    );
    const unexpected = refusals.filter(({ id, says }) => {
      if (says === null || rejected.includes(id)) return false;
      const row = refused[`${name} ${id}`];
      return row === undefined || !says.includes(row.says);
    });
    expect(unexpected).toEqual([]);
  });

  it('lists no object as refused that is accepted', async () => {
    const accepted = await Promise.all(
      corpus.flatMap(({ name, objects }) =>
        objects.map(async (object) => {
          const id = `${name} ${object.kind}/${object.metadata.name}`;
          return refused[id] !== undefined && (await refusal(object)) === null ? [id] : [];
        }),
      ),
    );
    expect(accepted.flat()).toEqual([]);
  });

  it.skipIf(!hasKubectl())('kubectl apply --server-side works on all of them', async () => {
    const { kubeconfig } = cluster.access;
    const options = ['--kubeconfig', kubeconfig, '--server-side', '--force-conflicts', '-o', 'name'];
    const { stdout } = await run('kubectl', ['apply', ...options, ...files.flatMap((path) => ['-f', path])]);
    expect(stdout.trim().split('\n').toSorted()).toEqual(
      [...kinds.map(({ crd }) => crd), ...internalCrds]
        .map((crd) => `customresourcedefinition.apiextensions.k8s.io/${crd}`)
        .toSorted(),
    );
  });
});

/** Stores an object with its status; answers how the API server keeps it. */
async function store(object: KubeObject): Promise<KubeObject> {
  const { status } = object;
  const placed = { ...object, metadata: { ...object.metadata, namespace } };
  const created = await cluster.client.create(placed, { fieldValidation: 'Strict' });
  if (status === undefined) return created;
  return cluster.client.patch(created, { status }, 'merge', { subresource: 'status', fieldValidation: 'Strict' });
}
