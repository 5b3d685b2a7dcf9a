import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { ApiError } from './api-error.ts';
import type { KubeClient } from './client.ts';
import { eventually } from './eventually.ts';
import { objectsAt } from './fields.ts';

/** Root of the repository. */
export const repository = join(import.meta.dirname, '..', '..');

/** Optional APIs whose CRDs are read from the Go module cache, so that no foreign code lies in this repository. */
const foreignCrds = [
  { module: 'k8s.io/autoscaler/vertical-pod-autoscaler@v1.8.1', path: 'deploy/vpa-v1-crd-gen.yaml' },
  { module: 'sigs.k8s.io/gateway-api@v1.6.3', path: 'config/crd/standard' },
] as const;

const run = promisify(execFile);

/** Reads all objects of a YAML file, or of all YAML files of a folder in order of their names. Throws on YAML that has errors. */
export async function readManifests(path: string): Promise<readonly KubeObject[]> {
  const names = await readdir(path).catch(() => undefined);
  if (names !== undefined) {
    const files = names.filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml').toSorted();
    return (await Promise.all(files.map((name) => readManifests(join(path, name))))).flat();
  }
  return parseManifests(await readFile(path, 'utf8'), path);
}

/** Reads all objects of a YAML text; `source` names it in errors. */
export function parseManifests(text: string, source: string): readonly KubeObject[] {
  // js-yaml, because all CRDs together are megabytes of YAML, read again and again.
  const documents: unknown[] = [];
  try {
    loadAll(text, (document) => documents.push(document), { schema: CORE_SCHEMA });
  } catch (error) {
    throw new Error(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return documents.flatMap((value) => {
    if (value === null || value === undefined) return [];
    if (!isKubeObject(value)) throw new Error(`${source}: a document is no Kubernetes object`);
    return [value];
  });
}

/** Installs our CRDs, those of Metacontroller as our manifests carry them, VPA and Gateway API, and waits until they are served. */
export async function installCrds(client: KubeClient): Promise<void> {
  const own = await readManifests(join(repository, 'crds'));
  const metacontroller = await readManifests(join(repository, 'manifests', 'metacontroller', 'crds.yaml'));
  const foreign = await Promise.all(foreignCrds.map(({ module, path }) => readModuleManifests(module, path)));
  const all = [...own, ...metacontroller, ...foreign.flat()].filter(({ kind }) => kind === 'CustomResourceDefinition');
  await Promise.all(all.map((crd) => client.apply(crd, { fieldManager: 'install' })));
  // Seldom: each look brings the whole CRD, up to a megabyte, and slows down what it waits for.
  await Promise.all(
    all.map((crd) => eventually(() => assertServed(client, crd), { everyMs: 300, timeoutMs: 120_000 })),
  );
}

async function readModuleManifests(module: string, path: string): Promise<readonly KubeObject[]> {
  // Outside of any module: the version is pinned here and not in the control plane's go.mod, whose hash keys the build.
  const { stdout } = await run('go', ['mod', 'download', '-json', module], { cwd: '/' });
  const answer: unknown = JSON.parse(stdout);
  const folder = answer !== null && typeof answer === 'object' && 'Dir' in answer ? answer.Dir : undefined;
  if (typeof folder !== 'string') throw new Error(`go mod download ${module} named no folder: ${stdout}`);
  return readManifests(join(folder, path));
}

async function assertServed(client: KubeClient, crd: KubeObject): Promise<void> {
  const { status } = await client.get(crd);
  const established = objectsAt(status, 'conditions').some(
    (condition) => condition['type'] === 'Established' && condition['status'] === 'True',
  );
  if (!established)
    throw new ApiError(
      `CRD ${crd.metadata.name}`,
      503,
      'NotEstablished',
      JSON.stringify(objectsAt(status, 'conditions')),
    );
}
