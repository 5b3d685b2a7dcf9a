import type { CrdSchema } from '../../api/field.ts';
import { crdFacts, newerFields, quantityFields } from './facts.ts';
import { type ModelField, modelSource, readModel } from './read-model.ts';
import type { Root } from './roots.ts';

/** A type to print, with the position of its first use in the chain of types above it. */
interface Visit {
  readonly root: Root;
  readonly above: readonly string[];
}

interface Printed {
  readonly name: string;
  readonly source: string;
  readonly isRoot: boolean;
}

const preamble = (
  source: string,
): string => `// Generated from the models of ${source} by hooks/generate/embedded-types.ts. Do not edit; run \`npm run generate\`.
// Every schema is lazy: loading this module builds no object schema, a type costs nothing until something uses it.
import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import { flag, int32, int64, integer, intOrString, quantities, quantity, text, textMap, texts } from './common/scalars.ts';
import { withMeta } from './field.ts';
`;

/**
 * Source text of a module with one lazy zod schema per type that the roots reach. Roots are exported together with their static type.
 * A type that contains itself is typed as \`unknown\` at the point where it repeats; at run time it is checked all the way down.
 */
export function printModule(roots: readonly Root[]): string {
  const printed = new Map<string, Printed>();
  const rootNames = new Set(roots.map(schemaName));
  for (const root of roots) {
    printType({ root, above: [] }, printed, rootNames);
    printType({ root: { ...root, use: 'whole' }, above: [] }, printed, rootNames);
  }
  const types = [...printed.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const body = types.map(({ name, source, isRoot }) =>
    isRoot ? `export ${source}\nexport type ${name} = z.output<typeof ${name}>;\n` : `${source}\n`,
  );
  return withoutUnusedImports([preamble(modelSource()), ...body].join('\n'));
}

function printType({ root, above }: Visit, printed: Map<string, Printed>, rootNames: ReadonlySet<string>): void {
  const name = schemaName(root);
  if (printed.has(name)) return;
  const fields = [...readModel(root.model), ...(newerFields[root.model] ?? [])];
  const chain = [...above, name];
  const lines = fields.map(
    (field) => `    ${propertyKey(field.name)}: ${printField(root, field, chain, above.length === 0)},`,
  );
  const merged = root.use === 'patch' && rootNames.has(name) ? [`merged: ${plainName(root.model)}`] : [];
  const meta = [`kubernetesType: '${plainName(root.model)}'`, ...merged, ...crdEntry(crdFacts[root.model])].join(', ');
  const source = `const ${name} = withMeta(\n  z.lazy(() =>\n    openObject({\n  ${lines.join('\n  ')}\n    }),\n  ),\n  { ${meta} },\n);`;
  printed.set(name, { name, source, isRoot: rootNames.has(name) });
  for (const model of fields.flatMap((field) => modelsOf(field.type))) {
    const child: Root = { model, use: root.use };
    if (!chain.includes(schemaName(child))) printType({ root: child, above: chain }, printed, rootNames);
  }
}

function printField(root: Root, field: ModelField, chain: readonly string[], isTop: boolean): string {
  const path = `${root.model}.${field.name}`;
  const value = printValue(root, field, path, chain);
  const isRequired = field.required && (root.use === 'whole' || (isTop && field.name === 'name'));
  const entry = crdEntry(crdFacts[path]);
  const schema = isRequired ? value : `${value}.exactOptional()`;
  if (entry.length === 0) return schema;
  return `withMeta(${isRequired ? `${value}.clone()` : schema}, { ${entry.join(', ')} })`;
}

function printValue(root: Root, field: ModelField, path: string, chain: readonly string[]): string {
  if (quantityFields.has(path)) return field.type === 'string' ? 'quantity' : 'quantities';
  return printTypeText(root, field.type, field.format, path, chain);
}

function printTypeText(root: Root, type: string, format: string, path: string, chain: readonly string[]): string {
  if (type === 'Array<string>') return 'texts';
  if (type === '{ [key: string]: string; }') return 'textMap';
  const items = /^Array<(.*)>$/.exec(type)?.[1];
  if (items !== undefined) return `z.array(${printTypeText(root, items, format, path, chain)})`;
  const values = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (values !== undefined) return `z.record(text, ${printTypeText(root, values, format, path, chain)})`;
  if (isModel(type)) {
    const name = schemaName({ model: type, use: root.use });
    return chain.includes(name) ? `z.lazy((): z.ZodType => ${name})` : name;
  }
  return printScalar(type, format, path);
}

function printScalar(type: string, format: string, path: string): string {
  switch (type) {
    case 'string':
    case 'Date':
    case 'V1MicroTime':
      return 'text';
    case 'boolean':
      return 'flag';
    case 'IntOrString':
      return 'intOrString';
    case 'any':
    case 'object':
      return 'z.unknown()';
    case 'number':
      return printNumber(format);
    default:
      throw new Error(`${path} has type ${type}, which the generator does not know`);
  }
}

function printNumber(format: string): string {
  if (format === 'double') return 'z.number()';
  if (format === 'int32') return 'int32';
  return format === 'int64' ? 'int64' : 'integer';
}

function crdEntry(crd: CrdSchema | undefined): string[] {
  if (crd === undefined) return [];
  const entries = Object.entries(crd).map(([key, value]) => `${propertyKey(key)}: ${printLiteral(value)}`);
  return [`crd: { ${entries.join(', ')} }`];
}

function printLiteral(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "'");
}

function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

function modelsOf(type: string): string[] {
  return type.split(/[^\w]+/).filter(isModel);
}

function isModel(type: string): boolean {
  return /^[A-Z]\w*V\d\w*$|^V\d\w+$/.test(type) && type !== 'V1MicroTime';
}

function plainName(model: string): string {
  return model.replace(/^[A-Z][a-z]+V\d|^V\d/, '');
}

function schemaName({ model, use }: Root): string {
  return use === 'whole' ? plainName(model) : `${plainName(model)}Patch`;
}

function withoutUnusedImports(source: string): string {
  return source.replace(/import \{ (flag[^}]*) \} from/, (_, names: string) => {
    const body = source.slice(source.indexOf("from './field.ts'"));
    const used = names.split(', ').filter((name) => new RegExp(`\\b${name}\\b`).test(body));
    return `import { ${used.join(', ')} } from`;
  });
}
