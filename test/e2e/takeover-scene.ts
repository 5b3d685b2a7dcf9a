import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { officialFinalizer } from '../../hooks/kinds/official-finalizer.ts';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject, OwnerReference } from '../../hooks/lib/kube-object.ts';
import { casesFolder } from '../conformance/corpus.ts';
import { repository } from '../harness/crds.ts';
import type { SharedCluster } from '../harness/shared-cluster.ts';

/** The official operator's field manager. */
export const official = { fieldManager: 'app' } as const;

/** The documents of a file of the recordings, as if recorded in this namespace. */
export async function readCase(file: string, namespace: string): Promise<readonly KubeObject[]> {
  const text = (await readFile(join(casesFolder, file), 'utf8')).replace(/(?<![a-z])demo(?![a-z])/g, namespace);
  return text.split(/^---$/m).map((document) => parse(document, { maxAliasCount: -1 }));
}

/** Creates a custom resource as the official operator leaves it: with its finalizer, written by its manager. */
export function layDownParent({ client }: SharedCluster, cr: KubeObject): Promise<KubeObject> {
  return client.create({ ...cr, metadata: { ...cr.metadata, finalizers: [officialFinalizer] } }, official);
}

/** Creates recorded children as the official operator leaves them: owned by the custom resource, or with its finalizer where they have no namespace. */
export async function layDownChildren(
  { client }: SharedCluster,
  parent: KubeObject,
  children: readonly KubeObject[],
): Promise<void> {
  for (const child of children) await client.create(asOfficial(child, parent), official);
}

function asOfficial(child: KubeObject & { readonly decodedData?: unknown }, parent: KubeObject): KubeObject {
  const { metadata, decodedData, status: _status, ...rest } = child;
  const { name, labels, annotations, finalizers, namespace } = metadata;
  const place =
    namespace === undefined
      ? { finalizers: [officialFinalizer] }
      : { namespace: parent.metadata.namespace, ownerReferences: [ownedBy(parent)], finalizers };
  const data = child.kind === 'Secret' ? { data: encoded(decodedData) } : {};
  return JSON.parse(JSON.stringify({ ...rest, ...data, metadata: { name, labels, annotations, ...place } }));
}

/** Recorded values of a Secret are texts; of a compressed one the text before it. */
function encoded(decodedData: unknown): JsonObject {
  const entries = Object.entries(isJsonObject(decodedData) ? decodedData : {}).map(([key, value]) => {
    const bytes = key.endsWith('.gz') ? gzipSync(String(value)) : Buffer.from(String(value));
    return [key, bytes.toString('base64')];
  });
  return Object.fromEntries(entries);
}

function ownedBy({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  const { name, uid = '' } = metadata;
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** Runs the built `vmop` with these arguments, as a person would. */
export function vmopCli(
  { access }: SharedCluster,
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const bundle = access.bundle ?? join(repository, 'dist', 'vmop.mjs');
  const command = [bundle, ...args, '--kubeconfig', access.kubeconfig];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
