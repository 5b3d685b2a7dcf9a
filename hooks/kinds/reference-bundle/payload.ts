import { z } from 'zod';
import type { Reference } from '../../config/reference.ts';
import { referenceId } from '../../config/reference.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import type { Settled } from './look-up.ts';

/** Key of the Secret that holds what was resolved. */
export const payloadKey = 'resolved.json';

/** Bytes of values in one Secret: the API server takes 1 MiB of data, and the names of the references stand beside the values. */
const maxValueBytes = 800_000;

const Payload = z.object({
  /** Each value once: the same certificate authority in a hundred namespaces is stored once. */
  values: z.array(z.string()),
  /** Index of the value, by id of the reference. */
  found: z.record(z.string(), z.int().min(0)),
  missing: z.record(z.string(), z.string()),
});

/** One reference of a bundle with what was found. */
export interface Answer {
  readonly reference: Reference;
  readonly resolution: Settled;
}

/**
 * The same answers, but for values that do not fit into one Secret together: the largest are left out, and missing with a sentence, so that
 * one huge value harms no other.
 */
export function fitAnswers(answers: readonly Answer[], maxBytes = maxValueBytes): readonly Answer[] {
  const values = distinctValues(answers)
    .map((value) => ({ value, bytes: Buffer.byteLength(JSON.stringify(value)) }))
    .sort((a, b) => a.bytes - b.bytes || compareBytewise(a.value, b.value));
  const dropped = new Map<string, number>();
  let sum = 0;
  for (const { value, bytes } of values) {
    sum += bytes;
    if (sum > maxBytes) dropped.set(value, bytes);
  }
  if (dropped.size === 0) return answers;
  return answers.map((answer) => {
    const { reference, resolution } = answer;
    const bytes = resolution.state === 'found' ? dropped.get(resolution.value) : undefined;
    if (bytes === undefined) return answer;
    const { kind, namespace, name, key } = reference;
    const message = `value of key="${key}" at object="${kind.toLowerCase()}/${namespace}/${name}" has ${bytes} bytes, too many beside the others`;
    return { reference, resolution: { state: 'missing', message } };
  });
}

/** Answers as text, the same for any order of them. */
export function encodePayload(answers: readonly Answer[]): string {
  const values = distinctValues(answers);
  const indexes = new Map(values.map((value, index) => [value, index]));
  const found: Record<string, number> = {};
  const missing: Record<string, string> = {};
  for (const { reference, resolution } of answers) {
    const id = referenceId(reference);
    if (resolution.state === 'missing') missing[id] = resolution.message;
    else found[id] = indexes.get(resolution.value) ?? 0;
  }
  return canonicalJson({ values, found, missing });
}

/** What a payload says, by id of the reference; null for a text that is none. */
export function decodePayload(text: string): ReadonlyMap<string, Settled> | null {
  const parsed = Payload.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { values, found, missing } = parsed.data;
  const resolutions = new Map<string, Settled>();
  for (const [id, message] of Object.entries(missing)) resolutions.set(id, { state: 'missing', message });
  for (const [id, index] of Object.entries(found)) {
    const value = values[index];
    if (value === undefined) return null;
    resolutions.set(id, { state: 'found', value });
  }
  return resolutions;
}

function distinctValues(answers: readonly Answer[]): readonly string[] {
  const values = answers.flatMap(({ resolution }) => (resolution.state === 'found' ? [resolution.value] : []));
  return [...new Set(values)].sort(compareBytewise);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
