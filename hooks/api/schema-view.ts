import { z } from 'zod';
import { type FieldMeta, metaOf } from './field.ts';

/** A field of an object schema. */
export interface ViewedField {
  readonly schema: z.core.$ZodType;
  readonly required: boolean;
}

/** What a schema accepts, free of zod's wrappers; the closed list of constructs that an API of ours may use. */
export type Shape =
  | { readonly type: 'string'; readonly pattern?: string; readonly minLength?: number; readonly maxLength?: number }
  | { readonly type: 'integer'; readonly format?: 'int32'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'int-or-string'; readonly pattern?: string }
  | { readonly type: 'union'; readonly options: readonly z.core.$ZodType[] }
  | { readonly type: 'any' }
  | { readonly type: 'array'; readonly items: z.core.$ZodType; readonly minItems?: number }
  | { readonly type: 'map'; readonly values: z.core.$ZodType }
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, ViewedField>> };

/** A schema's shape with everything that was said about it, its wrappers' words winning over those of what they wrap. */
export interface SchemaView {
  readonly shape: Shape;
  readonly meta: FieldMeta;
}

const int32Minimum = -(2 ** 31);
const int32Maximum = 2 ** 31 - 1;

// Schemas live as long as the process, so what was seen of them may too.
const views = new WeakMap<z.core.$ZodType, SchemaView>();

/** Looks at a schema. Throws for a construct outside the closed list (defaults and transformations too: parse must not change what it checks). */
export function viewSchema(schema: z.core.$ZodType): SchemaView {
  const seen = views.get(schema);
  if (seen !== undefined) return seen;
  const view = look(schema);
  views.set(schema, view);
  return view;
}

function look(schema: z.core.$ZodType): SchemaView {
  const own = metaOf(schema);
  const inner = innerSchema(schema);
  if (inner === undefined) return { shape: shapeOf(schema), meta: own };
  const view = viewSchema(inner);
  const crd = own.crd === undefined && view.meta.crd === undefined ? {} : { crd: { ...view.meta.crd, ...own.crd } };
  return { shape: view.shape, meta: { ...view.meta, ...own, ...crd } };
}

function innerSchema(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return schema.unwrap();
  return schema instanceof z.ZodLazy ? schema.unwrap() : undefined;
}

function shapeOf(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodString) return stringShape(schema);
  if (schema instanceof z.ZodNumber) return numberShape(schema);
  if (schema instanceof z.ZodBoolean) return { type: 'boolean' };
  if (schema instanceof z.ZodEnum) return { type: 'enum', values: schema.options.map(String) };
  if (schema instanceof z.ZodLiteral) return { type: 'enum', values: [...schema.values].map(String) };
  if (schema instanceof z.ZodUnknown) return { type: 'any' };
  if (schema instanceof z.ZodArray) return arrayShape(schema);
  if (schema instanceof z.ZodRecord) return { type: 'map', values: schema.valueType };
  if (schema instanceof z.ZodUnion) return unionShape(schema.options);
  if (schema instanceof z.ZodObject) return objectShape(schema);
  throw new Error(`an API schema uses zod's ${schema._zod.def.type}, which has no place in a CRD`);
}

function stringShape(schema: z.ZodString): Shape {
  const patterns = (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) =>
    'pattern' in def && def.pattern instanceof RegExp ? [plainSource(def.pattern)] : [],
  );
  if (patterns.length > 1) throw new Error('a string schema has more than one pattern');
  const pattern = patterns[0];
  return {
    type: 'string',
    ...(pattern === undefined ? {} : { pattern }),
    ...(schema.minLength === null ? {} : { minLength: schema.minLength }),
    ...(schema.maxLength === null ? {} : { maxLength: schema.maxLength }),
  };
}

/** The source of an expression without the backslashes that JavaScript puts before slashes. */
function plainSource(pattern: RegExp): string {
  return pattern.source.replaceAll('\\/', '/');
}

function numberShape(schema: z.ZodNumber): Shape {
  if (!schema.isInt) return { type: 'number' };
  const { minValue: minimum, maxValue: maximum } = schema;
  return {
    type: 'integer',
    ...(schema.format === 'int32' ? { format: 'int32' as const } : {}),
    ...(minimum !== null && minimum > int32Minimum ? { minimum } : {}),
    ...(maximum !== null && maximum < int32Maximum ? { maximum } : {}),
  };
}

function arrayShape(schema: z.ZodArray): Shape {
  const minItems = (schema._zod.def.checks ?? []).flatMap(({ _zod: { def } }) =>
    'minimum' in def && typeof def.minimum === 'number' ? [def.minimum] : [],
  )[0];
  return { type: 'array', items: schema.element, ...(minItems === undefined ? {} : { minItems }) };
}

function unionShape(options: readonly z.core.$ZodType[]): Shape {
  const shapes = options.map(shapeOf);
  const numbers = shapes.filter(({ type }) => type === 'integer' || type === 'number');
  const texts = shapes.flatMap((shape) => (shape.type === 'string' ? [shape] : []));
  const text = texts[0];
  if (shapes.length !== 2 || numbers.length !== 1 || text === undefined) return { type: 'union', options };
  return { type: 'int-or-string', ...(text.pattern === undefined ? {} : { pattern: text.pattern }) };
}

function objectShape(schema: z.ZodObject): Shape {
  const fields = Object.entries(schema.shape).map(([name, field]): [string, ViewedField] => [
    name,
    { schema: field, required: field._zod.optin !== 'optional' },
  ]);
  return { type: 'object', fields: Object.fromEntries(fields) };
}
