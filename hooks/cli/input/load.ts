import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reason } from '../../api/reasons.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { isKubeObject } from '../../lib/is-kube-object.ts';
import { isJsonObject } from '../../lib/json.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { BadInput, type CliIo } from '../io.ts';
import { isClusterScoped } from './cluster-scoped.ts';
import { parseDocuments } from './parse-documents.ts';

/** Where something stands in the input. */
interface Place {
  /** Path as given, or `-` for standard input. */
  readonly file: string;
  /** Number of the document within the file, from 1. */
  readonly document: number;
  readonly line: number;
}

/** An object of the input, with the place of each of its fields. */
export interface LoadedObject {
  readonly object: KubeObject;
  placeOf(path: string): Place;
}

/** What is wrong with the input. */
export interface Finding extends Partial<Place> {
  readonly file: string;
  /** `VMSingle demo/main` where it is known. */
  readonly object?: string;
  readonly path: string;
  readonly reason: Reason;
  readonly message: string;
}

/** Everything that was read: what could be used, and what could not. */
export interface Loaded {
  readonly objects: readonly LoadedObject[];
  readonly findings: readonly Finding[];
}

/**
 * Reads YAML and JSON from files, directories (not those below; kustomization files are left out) and `-` for standard input. Lists are taken apart.
 * Namespaced objects without a namespace get the given one. Never throws for what is in the files; throws BadInput for a path that does not exist.
 */
export async function loadObjects(
  sources: readonly string[],
  namespace: string,
  stdin: CliIo['stdin'],
): Promise<Loaded> {
  const texts: SourceText[] = [];
  for (const source of sources) texts.push(...(await readSource(source, stdin)));
  const parts = texts.map((text) => parseText(text, namespace));
  const objects = parts.flatMap((part) => part.objects);
  return { objects, findings: [...parts.flatMap((part) => part.findings), ...duplicates(objects)] };
}

interface SourceText {
  readonly file: string;
  readonly text: string;
}

async function readSource(source: string, stdin: CliIo['stdin']): Promise<readonly SourceText[]> {
  if (source === '-') return [{ file: '-', text: await readAll(stdin) }];
  const info = await stat(source).catch((error: unknown) => {
    throw new BadInput(`${source}: ${describe(error)}`);
  });
  if (!info.isDirectory()) return [{ file: source, text: await readText(source) }];
  const files = await listManifests(source);
  if (files.length === 0) throw new BadInput(`${source}: no .yaml, .yml or .json file in this directory`);
  return Promise.all(files.map(async (file) => ({ file, text: await readText(file) })));
}

/** The manifests of one directory, not of those below it: as `kubectl apply -f DIR`. */
async function listManifests(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && /\.(ya?ml|json)$/.test(entry.name))
    .filter((entry) => !/^kustomization\.ya?ml$/.test(entry.name))
    .map((entry) => join(directory, entry.name))
    .toSorted(compareBytewise);
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BadInput(`${file}: ${describe(error)}`);
  });
}

function describe(error: unknown): string {
  if (error instanceof Error && 'code' in error) {
    if (error.code === 'ENOENT') return 'no such file or directory';
    if (error.code === 'EACCES') return 'permission denied';
  }
  return error instanceof Error ? error.message : String(error);
}

async function readAll(stdin: CliIo['stdin']): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parseText({ file, text }: SourceText, namespace: string): Loaded {
  const objects: LoadedObject[] = [];
  const findings: Finding[] = [];
  for (const document of parseDocuments(text)) {
    const placeOf = (path: string): Place => ({ file, document: document.number, line: document.lineOf(path) });
    for (const { line, message } of document.errors)
      findings.push({ file, document: document.number, line, path: '', reason: 'InvalidYaml', message });
    if (document.errors.length > 0) continue;
    for (const { value, prefix } of itemsOf(document.value, '')) {
      if (isKubeObject(value))
        objects.push({ object: inNamespace(value, namespace), placeOf: (path) => placeOf(`${prefix}${path}`) });
      else findings.push({ ...placeOf(prefix), ...explain(value) });
    }
  }
  return { objects, findings };
}

interface Item {
  readonly value: unknown;
  /** What stands before a path inside of this item: `items[3].`. */
  readonly prefix: string;
}

function itemsOf(value: unknown, prefix: string): readonly Item[] {
  if (
    !isJsonObject(value) ||
    typeof value['kind'] !== 'string' ||
    !value['kind'].endsWith('List') ||
    !Array.isArray(value['items'])
  )
    return [{ value, prefix }];
  return value['items'].flatMap((item: unknown, index) => itemsOf(item, `${prefix}items[${index}].`));
}

function explain(value: unknown): Pick<Finding, 'path' | 'reason' | 'message'> {
  const reason = 'NoKubernetesObject';
  if (!isJsonObject(value))
    return { path: '', reason, message: 'a Kubernetes object is a map with apiVersion, kind and metadata' };
  for (const field of ['apiVersion', 'kind']) {
    if (typeof value[field] !== 'string' || value[field] === '')
      return { path: field, reason, message: `${field} is missing or no text` };
  }
  const metadata = isJsonObject(value['metadata']) ? value['metadata'] : {};
  if (typeof metadata['name'] !== 'string' || metadata['name'] === '')
    return { path: 'metadata.name', reason, message: 'metadata.name is missing or no text' };
  return {
    path: 'metadata',
    reason,
    message:
      'a field of metadata has a wrong type; values of labels and annotations are text, numbers and booleans need quotes',
  };
}

function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace !== undefined || isClusterScoped(object)) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function duplicates(objects: readonly LoadedObject[]): readonly Finding[] {
  const first = new Map<string, LoadedObject>();
  return objects.flatMap((loaded) => {
    const key = `${loaded.object.apiVersion} ${objectKey(loaded.object)}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, loaded);
      return [];
    }
    const { file, line } = earlier.placeOf('');
    return [
      {
        ...loaded.placeOf(''),
        object: objectKey(loaded.object),
        path: '',
        reason: 'DuplicateObject',
        message: `the same object is described at ${file}:${line} already`,
      } satisfies Finding,
    ];
  });
}
