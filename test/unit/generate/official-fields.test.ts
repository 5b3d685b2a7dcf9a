import { describe, expect, it } from 'vitest';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';
import { toCrdSchema } from '../../../hooks/generate/crd-schema.ts';
import { checkRegex } from '../../../hooks/lib/re2.ts';
import { registry } from '../../../hooks/registry.ts';
import { type FieldRow, hasFieldTable, listFieldRows, readFieldRows, survives } from '../../fixtures/crd-fields.ts';

const kinds = registry.map(({ api }) => ({ kind: api.kind, schema: toCrdSchema(api.schema) }));

/** Where our CRDs differ from the official ones on purpose: kind (any without it), path or its end, and the reason. */
const intended: readonly { readonly kind?: string; readonly path: string; readonly reason: string }[] = [
  // An object with `items` is no valid value of either type; the official field type is an object, and so is ours.
  { path: '.dnsConfig[]', reason: 'the official schema mixes object and array' },
  { kind: 'VMCluster', path: 'spec.vmselect.claimTemplates[]', reason: 'the official schema prunes each claim to {}' },
  { kind: 'VMDistributed', path: '.serviceScrapeSpec.endpoints', reason: 'optional, as in every other kind' },
  { kind: 'VLDistributed', path: '.serviceScrapeSpec.endpoints', reason: 'optional, as in every other kind' },
];

/** Objects of which our CRDs declare fields where the official ones prune them all: a claim template without its name is of no use. */
const keptObjects = /\.(claimTemplates\[\]|ephemeral\.volumeClaimTemplate)\.metadata\./;

function isIntended(kind: string, path: string): boolean {
  return intended.some((row) => (row.kind ?? kind) === kind && path.endsWith(row.path));
}

describe.skipIf(!hasFieldTable())('against the official CRDs', () => {
  it.each(kinds)('$kind: every field survives pruning', ({ kind, schema }) => {
    const lost = readFieldRows(kind).filter(({ path }) => !survives(schema, path));
    expect(lost.map(({ path }) => path).filter((path) => !isIntended(kind, path))).toEqual([]);
  });

  it.each(kinds)('$kind: same type, required, enum, default, pattern, list and map types', ({ kind, schema }) => {
    const ours = new Map(listFieldRows(schema).map((row) => [row.path, row]));
    const pairs = readFieldRows(kind).flatMap((theirs) => {
      const row = ours.get(theirs.path);
      return row === undefined || isIntended(kind, theirs.path) ? [] : [{ theirs, row }];
    });
    expect(pairs.length).toBeGreaterThan(15);
    expect(pairs.filter(({ theirs, row }) => !isSame(theirs, row))).toEqual([]);
  });

  it.each(kinds)('$kind: declares no field that the official CRD lacks', ({ kind, schema }) => {
    const theirs = new Set(readFieldRows(kind).map(({ path }) => path));
    const extra = listFieldRows(schema).filter(({ path }) => !theirs.has(path));
    expect(extra.filter(({ path }) => !keptObjects.test(path))).toEqual([]);
  });

  it('has no intended difference that is none', () => {
    const rows = kinds.flatMap(({ kind }) => readFieldRows(kind).map(({ path }) => ({ kind, path })));
    const isReal = ({ kind, path }: (typeof intended)[number]) =>
      rows.some((row) => (kind ?? row.kind) === row.kind && row.path.endsWith(path));
    expect(intended.filter((row) => !isReal(row))).toEqual([]);
  });
});

it.each(kinds)('$kind: every pattern is one for Go', ({ schema }) => {
  const patterns = listFieldRows(schema).flatMap(({ constraints: { pattern } }) =>
    typeof pattern === 'string' ? [pattern] : [],
  );
  expect(patterns.filter((pattern) => !checkRegex(pattern).ok)).toEqual([]);
});

it('judges survival by the path', () => {
  const schema = toCrdSchema(vmsingleApi.schema);
  expect(survives(schema, 'spec.volumes[].csi.driver')).toBe(true);
  expect(survives(schema, 'spec.image.tags')).toBe(false);
  expect(survives(schema, 'spec.vollumes')).toBe(false);
});

function isSame(theirs: FieldRow, ours: FieldRow): boolean {
  const strip = ({ type, required, constraints }: FieldRow) =>
    JSON.stringify([type, required, Object.entries(constraints).sort()]);
  return strip(theirs) === strip(ours);
}
