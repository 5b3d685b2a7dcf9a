import type { z } from 'zod';
import type { CrdSchema } from '../api/field.ts';
import { type Shape, type ViewedField, viewSchema } from '../api/schema-view.ts';

type ShapeOf<Type extends Shape['type']> = Extract<Shape, { type: Type }>;
type Converters = { readonly [Type in Shape['type']]: (shape: ShapeOf<Type>) => CrdSchema };

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
  array: ({ type, items, ...limits }) => ({ type, ...limits, items: toCrdSchema(items) }),
  map: ({ values }) => ({ type: 'object', additionalProperties: toCrdSchema(values) }),
  object: ({ fields }) => ({ type: 'object', ...requiredNames(fields), properties: properties(fields) }),
};

/**
 * The structural schema of a zod schema, for a CustomResourceDefinition. Throws for a construct that a CRD cannot express and that has no
 * `crdInstead`. Keys of one node come in the same order always; properties are sorted by name.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function toCrdSchema(schema: z.core.$ZodType): CrdSchema {
  const { shape, meta } = viewSchema(schema);
  const description = meta.description === undefined ? {} : { description: meta.description };
  return { ...description, ...(meta.crdInstead ?? convert(shape)), ...meta.crd };
}

function convert<Type extends Shape['type']>(shape: ShapeOf<Type> & { type: Type }): CrdSchema {
  const converter: (shape: ShapeOf<Type>) => CrdSchema = converters[shape.type];
  return converter(shape);
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

function properties(fields: Readonly<Record<string, ViewedField>>): Readonly<Record<string, CrdSchema>> {
  const names = Object.keys(fields).toSorted();
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = fields[name];
      return field === undefined || isOmitted(field) ? [] : [[name, toCrdSchema(field.schema)]];
    }),
  );
}
