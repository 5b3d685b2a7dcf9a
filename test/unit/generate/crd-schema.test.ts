import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  int32,
  int64,
  int64From,
  intOrString,
  quantity,
  text,
  textMap,
  texts,
} from '../../../hooks/api/common/scalars.ts';
import { type CrdSchema, opaqueObject, opaqueValue, optional, required, withMeta } from '../../../hooks/api/field.ts';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';
import { buildCrd, generateCrds } from '../../../hooks/generate/crd.ts';
import { toCrdSchema } from '../../../hooks/generate/crd-schema.ts';
import { openObject } from '../../../hooks/lib/open-object.ts';
import { aRegisteredKind } from '../../fixtures/registered-kind.ts';

const objectWithA: CrdSchema = { type: 'object', required: ['a'], properties: { a: { type: 'string' } } };

const constructs: readonly { name: string; schema: z.ZodType; node: CrdSchema }[] = [
  { name: 'string', schema: text, node: { type: 'string' } },
  { name: 'length', schema: text.min(1).max(5), node: { type: 'string', minLength: 1, maxLength: 5 } },
  { name: 'pattern', schema: text.regex(/^a\d$/), node: { type: 'string', pattern: '^a\\d$' } },
  { name: 'boolean', schema: z.boolean(), node: { type: 'boolean' } },
  { name: 'number', schema: z.number(), node: { type: 'number' } },
  { name: 'integer, without the bounds of safe numbers', schema: z.int(), node: { type: 'integer' } },
  { name: 'integer with a minimum', schema: z.int().min(0), node: { type: 'integer', minimum: 0 } },
  {
    name: 'integer in limits',
    schema: int32.min(1).max(65535),
    node: { type: 'integer', format: 'int32', minimum: 1, maximum: 65535 },
  },
  { name: 'pattern with slashes', schema: text.regex(/^a:\/\//), node: { type: 'string', pattern: '^a://' } },
  {
    name: 'list that must not be empty',
    schema: texts.min(1),
    node: { type: 'array', minItems: 1, items: { type: 'string' } },
  },
  { name: 'int32', schema: int32, node: { type: 'integer', format: 'int32' } },
  { name: 'int64', schema: int64, node: { type: 'integer', format: 'int64' } },
  { name: 'int64 with a minimum', schema: int64From(1), node: { type: 'integer', format: 'int64', minimum: 1 } },
  { name: 'enum', schema: z.enum(['a', 'b']), node: { type: 'string', enum: ['a', 'b'] } },
  { name: 'literal', schema: z.literal('a'), node: { type: 'string', enum: ['a'] } },
  { name: 'int or string', schema: intOrString, node: { 'x-kubernetes-int-or-string': true } },
  { name: 'any', schema: z.unknown(), node: opaqueValue },
  { name: 'list', schema: texts, node: { type: 'array', items: { type: 'string' } } },
  { name: 'map', schema: textMap, node: { type: 'object', additionalProperties: { type: 'string' } } },
  {
    name: 'object: sorted, required, nothing about unknown fields',
    schema: openObject({ b: text.exactOptional(), a: int32 }),
    node: {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'integer', format: 'int32' }, b: { type: 'string' } },
    },
  },
  {
    name: 'object that keeps a field which the CRD leaves out',
    schema: withMeta(openObject({ a: text, old: optional(text, 'Gone.', { crdOmit: true }) }), { crd: opaqueValue }),
    node: { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, ...opaqueValue },
  },
  { name: 'lazy', schema: z.lazy(() => text), node: { type: 'string' } },
  { name: 'description', schema: optional(text, 'Says.'), node: { description: 'Says.', type: 'string' } },
  {
    name: 'own words over those of what is wrapped',
    schema: optional(
      withMeta(
        z.lazy(() => openObject({})),
        { description: 'type', crd: { 'x-kubernetes-map-type': 'atomic' } },
      ),
      'field',
      { crd: { nullable: true } },
    ),
    node: { description: 'field', type: 'object', properties: {}, 'x-kubernetes-map-type': 'atomic', nullable: true },
  },
  {
    name: 'another node instead',
    schema: optional(openObject({ a: text }), 'x', { crdInstead: opaqueObject }),
    node: { description: 'x', ...opaqueObject },
  },
  {
    name: 'spelled out, lists and merged types too; what may be of any type stays so',
    schema: optional(
      openObject({
        deep: optional(openObject({ a: text }), 'x', { crdInstead: opaqueObject }),
        list: optional(z.array(openObject({ a: text })), 'x', { crdInstead: { type: 'array', items: opaqueObject } }),
        patch: withMeta(openObject({ a: text.exactOptional() }), { merged: openObject({ a: text }) }),
        any: optional(openObject({ a: text }), 'x', { crdInstead: opaqueValue }),
        rules: optional(z.array(z.unknown()), 'x', { crdInstead: { type: 'array', items: opaqueObject } }),
      }),
      'x',
      { crdSpellOut: true },
    ),
    node: {
      description: 'x',
      type: 'object',
      required: ['patch'],
      properties: {
        any: { description: 'x', ...opaqueValue },
        deep: { description: 'x', ...objectWithA },
        list: { description: 'x', type: 'array', items: objectWithA },
        patch: objectWithA,
        rules: { description: 'x', type: 'array', items: opaqueObject },
      },
    },
  },
  {
    name: 'required by the schema, not by the CRD',
    schema: openObject({ a: required(text, 'x', { crdOptional: true }) }),
    node: { type: 'object', properties: { a: { description: 'x', type: 'string' } } },
  },
];

describe('toCrdSchema', () => {
  it.each(constructs)('$name', ({ schema, node }) => {
    expect(toCrdSchema(schema)).toEqual(node);
  });

  it('gives a quantity its pattern', () => {
    expect(toCrdSchema(quantity)).toMatchObject({
      'x-kubernetes-int-or-string': true,
      pattern: expect.stringContaining('[KMGTPE]i'),
    });
  });

  it.each([
    { name: 'a union without crdInstead', schema: z.union([text, texts]) },
    { name: 'a default, which would change what parse returns', schema: text.default('x') },
    { name: 'a transformation', schema: text.transform((value) => value.length) },
    { name: 'a coercion', schema: z.preprocess(String, text) },
    { name: 'a date', schema: z.date() },
    { name: 'two patterns', schema: text.regex(/a/).regex(/b/) },
  ])('throws for $name', ({ schema }) => {
    expect(() => toCrdSchema(schema)).toThrow();
  });
});

describe('buildCrd', () => {
  it('has names, columns and the status subresource', () => {
    expect(buildCrd(vmsingleApi)).toMatchObject({
      apiVersion: 'apiextensions.k8s.io/v1',
      metadata: { name: 'vmsingles.operator.victoriametrics.com' },
      spec: {
        group: 'operator.victoriametrics.com',
        names: { kind: 'VMSingle', listKind: 'VMSingleList', plural: 'vmsingles', singular: 'vmsingle' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1beta1',
            served: true,
            storage: true,
            subresources: { status: {} },
            additionalPrinterColumns: [
              { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
              { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
            ],
          },
        ],
      },
    });
  });

  it('survives YAML 1.1, as kubectl reads it, and YAML 1.2', () => {
    const kind = { ...aRegisteredKind(), api: vmsingleApi };
    const text = generateCrds([kind]).find(({ path }) => path === 'crds/vmsingles.yaml')?.text ?? '';
    expect(parse(text, { version: '1.1' })).toEqual(buildCrd(vmsingleApi));
    expect(parse(text)).toEqual(buildCrd(vmsingleApi));
  });
});
