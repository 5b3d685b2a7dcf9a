import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** One property of a Kubernetes model. */
export interface ModelField {
  /** Name on the wire. */
  readonly name: string;
  /** Type as the package writes it: `string`, `Array<V1EnvVar>`, `{ [key: string]: string; }`. */
  readonly type: string;
  /** Format from OpenAPI: `int32`, `int-or-string`, or empty. */
  readonly format: string;
  readonly required: boolean;
}

const packageName = '@kubernetes/client-node';
const packageRoot = join(dirname(createRequire(import.meta.url).resolve(packageName)), '..');

/** Name and version of the package which the models come from. */
export function modelSource(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  return `${packageName} ${version}`;
}

/**
 * The fields of a model such as `V1Container`, in the package's order. Wire name, type and format come from the model's attribute map,
 * required or not from its declaration file (`'name'?:`). Throws when the package has no such model or has changed its shape.
 */
export function readModel(model: string): readonly ModelField[] {
  const folder = join(packageRoot, 'dist', 'gen', 'models');
  const source = readFileSync(join(folder, `${model}.js`), 'utf8');
  const declaration = readFileSync(join(folder, `${model}.d.ts`), 'utf8');
  const table = new RegExp(`${model}\\.attributeTypeMap = (\\[[\\s\\S]*?\\n\\]);`).exec(source)?.[1];
  if (table === undefined) throw new Error(`${model} of ${packageName} has no attribute map`);
  const optionalByName = new Map(
    [...declaration.matchAll(/^ {4}'(\w+)'(\??):/gm)].map(([, name, mark]) => [name, mark === '?'] as const),
  );
  return readTable(JSON.parse(table)).map(({ name, baseName, type, format }) => {
    const isOptional = optionalByName.get(name);
    if (isOptional === undefined) throw new Error(`${model}.${name} of ${packageName} is not in its declaration file`);
    return { name: baseName, type, format, required: !isOptional };
  });
}

function readTable(table: unknown): { name: string; baseName: string; type: string; format: string }[] {
  if (!Array.isArray(table)) throw new Error(`an attribute map of ${packageName} is no list`);
  return table.map((row: Record<string, unknown>) => ({
    name: String(row['name']),
    baseName: String(row['baseName']),
    type: String(row['type']),
    format: String(row['format']),
  }));
}
