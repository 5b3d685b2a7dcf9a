import type { Placeholder } from '../driver/relate.ts';
import type { ObjectRef } from '../driver/store.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** Stands for a value that is not known where a plan is made. Every reader takes it: as text, and as an empty YAML list. */
const unknownText = '[]\n';

/**
 * Answers for ConfigMaps and Secrets that nobody has at hand, as in admission: each key which one of the objects refers to by `{name, key}`
 * holds the same text, before and after. `seen` gets what was stood in for, as `Kind namespace/name`. Other kinds stay missing.
 */
export function placeholdersFor(objects: readonly KubeObject[], seen: Set<string>): Placeholder {
  const keys = new Map<string, Set<string>>();
  for (const object of objects) collectReferences(object.spec, keys);
  return (ref) => {
    const text = placeholderText(ref);
    if (text === undefined) return undefined;
    seen.add(`${ref.kind} ${ref.metadata.namespace ?? ''}/${ref.metadata.name}`);
    const data = Object.fromEntries([...(keys.get(ref.metadata.name) ?? [])].map((key) => [key, text]));
    return { ...ref, data };
  };
}

function placeholderText({ apiVersion, kind }: ObjectRef): string | undefined {
  if (apiVersion !== 'v1') return undefined;
  if (kind === 'ConfigMap') return unknownText;
  return kind === 'Secret' ? Buffer.from(unknownText).toString('base64') : undefined;
}

function collectReferences(value: unknown, keys: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectReferences(item, keys);
    return;
  }
  if (!isJsonObject(value)) return;
  const { name, key } = value;
  if (typeof name === 'string' && typeof key === 'string') keys.set(name, (keys.get(name) ?? new Set()).add(key));
  for (const field of Object.values(value)) collectReferences(field, keys);
}
