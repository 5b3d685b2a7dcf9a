import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { parseManifests } from '../harness/crds.ts';
import { objectsAt, textAt } from '../harness/fields.ts';

/** Recordings which are part of the repository. */
export const casesFolder = join(import.meta.dirname, 'cases');

/** Recordings of public example manifests. They may not be copied, so they are read from beside the checkout where they are. */
export const examplesFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'conformance', 'examples');

/** One recorded case: what was given to the official operator, and what it made of it. */
export interface RecordedCase {
  readonly name: string;
  /** Input objects; what names no namespace lies in `demo`, as in the recording. */
  readonly inputs: readonly KubeObject[];
  readonly children: readonly KubeObject[];
  /** The case's own custom resources with the status that they got. */
  readonly parents: readonly KubeObject[];
  /** Inputs which the API server refused, as `Kind/name`. */
  readonly rejected: readonly string[];
}

/** Kinds in the corpus that have no namespace. */
const clusterScoped: ReadonlySet<string> = new Set([
  'Namespace',
  'PriorityClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'StorageClass',
]);

/** All cases of a folder whose name begins with a prefix; none where the folder is missing. */
export function loadCases(folder: string, prefix: string): readonly RecordedCase[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((file) => file.startsWith(prefix) && file.endsWith('.recorded.yaml'));
  return names.toSorted().map((file) => loadCase(folder, file.slice(0, -'.recorded.yaml'.length)));
}

function loadCase(folder: string, name: string): RecordedCase {
  const recorded: unknown = parse(readFileSync(join(folder, `${name}.recorded.yaml`), 'utf8'), { maxAliasCount: -1 });
  const inputs = parseManifests(readFileSync(join(folder, `${name}.yaml`), 'utf8'), name).map(asStored);
  return {
    name,
    inputs,
    children: kubeObjectsAt(recorded, 'children'),
    parents: kubeObjectsAt(recorded, 'parents'),
    rejected: objectsAt(recorded, 'rejected').map((object) => `${textAt(object, 'kind')}/${textAt(object, 'name')}`),
  };
}

function kubeObjectsAt(recorded: unknown, key: 'children' | 'parents'): readonly KubeObject[] {
  return objectsAt(recorded, key).flatMap((object) => (isKubeObject(object) ? [object] : []));
}

/** The object as the API server keeps it: in a namespace, and texts of a Secret encoded. */
function asStored(object: KubeObject): KubeObject {
  const placed =
    clusterScoped.has(object.kind) || object.metadata.namespace !== undefined
      ? object
      : { ...object, metadata: { ...object.metadata, namespace: 'demo' } };
  return object.kind === 'Secret' ? withEncodedData(placed) : placed;
}

/** Moves `stringData` of a Secret to `data`, as the API server does. */
export function withEncodedData(secret: KubeObject): KubeObject {
  const { stringData, data, ...rest }: KubeObject & { readonly stringData?: unknown; readonly data?: unknown } = secret;
  const encoded = Object.entries(Object(stringData ?? {})).map(([key, text]) => [
    key,
    Buffer.from(String(text)).toString('base64'),
  ]);
  return { ...rest, data: { ...Object(data ?? {}), ...Object.fromEntries(encoded) } } as KubeObject;
}
