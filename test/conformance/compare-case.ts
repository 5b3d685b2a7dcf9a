import { parse } from 'yaml';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { ApiError } from '../harness/api-error.ts';
import type { KubeClient } from '../harness/client.ts';
import { objectsAt, textAt } from '../harness/fields.ts';
import { difference, normalise } from './compare.mjs';
import { compareConfigs, splitConfig } from './compare-config.ts';

const scratch = 'conformance-dry-run';

/** Creates the namespace in which children are tried out. */
export async function prepareDryRuns(client: KubeClient): Promise<void> {
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: scratch } });
}

/** All differences between recorded and rendered children, one a line. Rendered children take their defaults from the API server's dry run; recorded ones have them. */
export async function compareChildren(
  client: KubeClient,
  recorded: readonly KubeObject[],
  rendered: readonly KubeObject[],
): Promise<readonly string[]> {
  const have = new Map<string, KubeObject | string>();
  for (const child of rendered) {
    // Bundles, cards and action Jobs have no official counterpart.
    if (child.metadata.labels?.['vmop.victoriametrics.com/internal'] === 'true') continue;
    have.set(objectKey(child), await dryRun(client, child));
  }
  const lines: string[] = [];
  const made = recorded.filter((child) => !isClaimOfStatefulSet(child, recorded));
  for (const child of made) {
    const key = objectKey(child);
    const own = have.get(key);
    if (own === undefined) lines.push(`${key}: missing`);
    else if (typeof own === 'string') lines.push(`${key}: rejected by the server: ${own}`);
    else lines.push(...compareChild(normalise(child), normalise(own)).map((line) => `${key}: ${line}`));
  }
  const known = new Set(made.map(objectKey));
  for (const key of have.keys()) if (!known.has(key)) lines.push(`${key}: not in the recording`);
  return lines;
}

/** Is it a claim that Kubernetes made from a StatefulSet's template, and no operator? */
function isClaimOfStatefulSet({ kind, metadata }: KubeObject, all: readonly KubeObject[]): boolean {
  if (kind !== 'PersistentVolumeClaim') return false;
  return all
    .filter((object) => object.kind === 'StatefulSet' && object.metadata.namespace === metadata.namespace)
    .flatMap((set) =>
      objectsAt(set.spec, 'volumeClaimTemplates').map(
        (template) => `${textAt(template, 'metadata', 'name')}-${set.metadata.name}-`,
      ),
    )
    .some((prefix) => metadata.name.startsWith(prefix) && /^\d+$/.test(metadata.name.slice(prefix.length)));
}

function compareChild(recorded: KubeObject, rendered: KubeObject): readonly string[] {
  const [left, right] = [splitConfig(recorded), splitConfig(rendered)];
  const lines = difference(left.object, right.object, '', readYaml);
  if (left.config === undefined || right.config === undefined) return lines;
  return [...lines, ...compareConfigs(left.config, right.config)];
}

/** The child as the API server would store it in a scratch namespace, or why it would not. Unknown fields are refused. */
export async function dryRun(client: KubeClient, child: KubeObject): Promise<KubeObject | string> {
  const { name, labels, annotations, ownerReferences, namespace } = child.metadata;
  const { status: _, ...probe } = {
    ...child,
    metadata: defined({ name, labels, annotations, namespace: namespace === undefined ? undefined : scratch }),
  };
  try {
    const answer = await client.create(probe, { dryRun: true, fieldValidation: 'Strict' });
    return { ...answer, metadata: { ...answer.metadata, ...defined({ namespace, ownerReferences }) } };
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

function defined<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function readYaml(text: string): unknown {
  return parse(text, { maxAliasCount: -1 });
}
