import { expect, it } from 'vitest';
import { z } from 'zod';
import { customResource } from '../../../hooks/api/common/custom-resource.ts';
import { int64From, quantities, text } from '../../../hooks/api/common/scalars.ts';
import { configStatus } from '../../../hooks/api/common/status.ts';
import { optional, required } from '../../../hooks/api/field.ts';
import { EnvVar } from '../../../hooks/api/kubernetes.ts';
import { type SchemaView, viewSchema } from '../../../hooks/api/schema-view.ts';
import { vmservicescrapeApi } from '../../../hooks/api/vmservicescrape.ts';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';
import { renderPage } from '../../../hooks/generate/api-docs.ts';
import { openObject } from '../../../hooks/lib/open-object.ts';

it('renders a row per field: path, type, meaning and limits', () => {
  const spec = openObject({
    mode: required(z.enum(['a', 'b']), 'How it works.'),
    size: optional(text.regex(/^(s|l)$/), 'How big.', { crd: { default: 's' } }),
    count: optional(int64From(1), 'How many.'),
    parts: optional(z.array(openObject({ amounts: optional(quantities, 'How much.') })), 'Of what.'),
    env: optional(z.array(EnvVar), 'With what.'),
  });
  const schema = customResource({
    kind: 'VMSingle',
    version: 'v1beta1',
    spec,
    specOptional: true,
    status: configStatus,
  });
  const page = renderPage({ ...vmsingleApi, schema });
  expect(page.split('\n').filter((line) => line.startsWith('| `spec'))).toMatchInlineSnapshot(`
    [
      "| \`spec.mode\` | string | How it works. Required. One of \`a\`, \`b\`. |",
      "| \`spec.size\` | string | How big. Pattern \`^(s\\|l)$\`. Default \`"s"\`. |",
      "| \`spec.count\` | integer | How many. At least 1. |",
      "| \`spec.parts\` | list of object | Of what. |",
      "| \`spec.parts[].amounts\` | map of quantity | How much. |",
      "| \`spec.env\` | list of [EnvVar](https://kubernetes.io/docs/reference/kubernetes-api/) | With what. |",
    ]
  `);
});

it.each([vmsingleApi.schema, vmservicescrapeApi.schema])(
  'every field of our own has a description: one sentence',
  (schema) => {
    expect(undescribed(schema, '')).toEqual([]);
  },
);

function undescribed(schema: z.core.$ZodType, path: string): readonly string[] {
  const { shape, meta }: SchemaView = viewSchema(schema);
  if (meta.kubernetesType !== undefined || path === 'metadata') return [];
  if (shape.type === 'array') return undescribed(shape.items, `${path}[]`);
  if (shape.type === 'map') return undescribed(shape.values, `${path}{}`);
  if (shape.type !== 'object') return [];
  return Object.entries(shape.fields).flatMap(([name, field]) => {
    const below = path === '' ? name : `${path}.${name}`;
    const text = viewSchema(field.schema).meta.description ?? '';
    return [...(/^[A-Z].*\.$/.test(text) ? [] : [below]), ...undescribed(field.schema, below)];
  });
}
