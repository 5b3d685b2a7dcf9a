import type { z } from 'zod';
import type { CrdSchema } from '../api/field.ts';
import { type SchemaView, type Shape, type ViewedField, viewSchema } from '../api/schema-view.ts';

type ShapeOf<Type extends Shape['type']> = Extract<Shape, { type: Type }>;
type Converters = { readonly [Type in Shape['type']]: (shape: ShapeOf<Type>, form: Form) => CrdSchema };

/** `short`: what has a shorter node in the CRD gets that. `spelled-out`: objects are written in full all the same. */
type Form = 'short' | 'spelled-out';

/** One converter per construct. An object gets no `additionalProperties`: the API server prunes what it does not list. */
const converters: Converters = {
  string: ({ type, ...limits }) => ({ type, ...limits }),
  integer: ({ type, ...limits }) => ({ type, ...limits }),
  number: ({ type }) => ({ type }),
  boolean: ({ type }) => ({ type }),
  enum: ({ values }) => ({ type: 'string', enum: values }),
  'int-or-string': ({ type: _, ...limits }) => ({ ...limits, 'x-kubernetes-int-or-string': true }),
  union: () => {
    throw new Error('a structural schema has no union: the field needs crdInstead');
  },
  any: () => ({ 'x-kubernetes-preserve-unknown-fields': true }),
  array: ({ type, items, ...limits }, form) => ({ type, ...limits, items: toNode(items, form) }),
  map: ({ values }, form) => ({ type: 'object', additionalProperties: toNode(values, form) }),
  object: ({ fields }, form) => ({ type: 'object', ...requiredNames(fields), properties: properties(fields, form) }),
};

/**
 * The structural schema of a zod schema, for a CustomResourceDefinition. Throws for a construct that a CRD cannot express and that has no
 * `crdInstead`. Keys of one node come in the same order always; properties are sorted by name.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function toCrdSchema(schema: z.core.$ZodType): CrdSchema {
  return toNode(schema, 'short');
}

function toNode(schema: z.core.$ZodType, outer: Form): CrdSchema {
  const view = viewSchema(schema);
  const { shape, meta } = view;
  const form = meta.crdSpellOut === true ? 'spelled-out' : outer;
  const description = meta.description === undefined ? {} : { description: meta.description };
  if (form === 'spelled-out' && meta.merged !== undefined) return { ...description, ...toNode(meta.merged, form) };
  const instead = form === 'spelled-out' && isShortened(view) ? undefined : meta.crdInstead;
  return { ...description, ...(instead ?? convert(shape, form)), ...meta.crd };
}

/** Does `crdInstead` shorten objects whose fields are known? If it has no type, it says that any value may stand there, which stays true. */
function isShortened({ shape, meta: { crdInstead } }: SchemaView): boolean {
  if (crdInstead?.type === undefined) return false;
  return shape.type === 'object' || (shape.type === 'array' && viewSchema(shape.items).shape.type === 'object');
}

function convert<Type extends Shape['type']>(shape: ShapeOf<Type> & { type: Type }, form: Form): CrdSchema {
  const converter: (shape: ShapeOf<Type>, form: Form) => CrdSchema = converters[shape.type];
  return converter(shape, form);
}

function requiredNames(fields: Readonly<Record<string, ViewedField>>): Pick<CrdSchema, 'required'> {
  const names = Object.entries(fields).flatMap(([name, field]) => (isRequired(field) ? [name] : []));
  return names.length === 0 ? {} : { required: names.toSorted() };
}

function isRequired(field: ViewedField): boolean {
  return field.required && viewSchema(field.schema).meta.crdOptional === undefined;
}

function isOmitted(field: ViewedField): boolean {
  return viewSchema(field.schema).meta.crdOmit === true;
}

function properties(fields: Readonly<Record<string, ViewedField>>, form: Form): Readonly<Record<string, CrdSchema>> {
  const names = Object.keys(fields).toSorted();
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = fields[name];
      return field === undefined || isOmitted(field) ? [] : [[name, toNode(field.schema, form)]];
    }),
  );
}
