import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { isKubeObject } from '../lib/is-kube-object.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { compareObjects, identity } from '../plan/compare-objects.ts';
import type { Plan } from '../plan/plan.ts';
import { findReplacements } from '../plan/replacement.ts';
import { BadInput, type CliIo } from './io.ts';

/**
 * The plan from one output of `vmop render -o json` to another, each a path or `-` for standard input. What such an output does not tell,
 * refusals and failures, the plan lacks. Throws BadInput that names the file, the place in it and the reason.
 */
export async function planRendered(paths: readonly string[], stdin: CliIo['stdin']): Promise<Plan> {
  const [old, next] = paths;
  if (old === undefined || next === undefined || paths.length > 2)
    throw new BadInput(
      `plan --rendered wants exactly two files, OLD and NEW, and got ${paths.length}: ${paths.join(', ')}`,
    );
  if (old === '-' && next === '-') throw new BadInput('plan --rendered: only one of OLD and NEW can be standard input');
  const before = await readRendered(old, stdin);
  const after = await readRendered(next, stdin);
  return {
    ...compareObjects(before, after),
    replacements: findReplacements(before, after),
    failures: [],
    assumed: [],
  };
}

async function readRendered(path: string, stdin: CliIo['stdin']): Promise<readonly KubeObject[]> {
  const list = parseJson(path, path === '-' ? await text(stdin) : await readPath(path));
  if (!isJsonObject(list)) throw noOutput(path, 'the document is no map');
  if (list['kind'] !== 'List') throw noOutput(path, `kind is ${JSON.stringify(list['kind']) ?? 'missing'}, not "List"`);
  const { items } = list;
  if (!Array.isArray(items)) throw noOutput(path, 'items is missing or no list');
  const places = new Map<string, number>();
  return items.map((item: unknown, index) => {
    if (!isKubeObject(item)) throw noOutput(path, `items[${index}] is no object with apiVersion, kind and metadata`);
    if (item.metadata.uid !== undefined)
      throw noOutput(path, `items[${index}].metadata.uid: ${objectKey(item)} was read from a cluster`);
    const earlier = places.get(identity(item));
    if (earlier !== undefined)
      throw noOutput(path, `items[${index}] is ${objectKey(item)}, which items[${earlier}] is already`);
    places.set(identity(item), index);
    return item;
  });
}

async function readPath(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BadInput(`${path}: ${sayError(error)}`);
  });
}

function parseJson(path: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw noOutput(path, `not JSON: ${sayError(error)}`);
  }
}

function noOutput(path: string, reason: string): BadInput {
  return new BadInput(`${path}: not printed by vmop render -o json: ${reason}`);
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
