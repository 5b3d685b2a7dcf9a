import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { findKind } from '../../../hooks/registry.ts';
import { filesBelow } from '../../fixtures/sources.ts';

/** Objects of the recorded cases that are meant to be broken, by name, with the path at fault; the official operator refuses them too. */
const broken: Readonly<Record<string, string>> = {
  // "cannot parse relabelConfig: json: cannot unmarshal 5"
  'vmservicescrape-invalid-objects d-number-regex': 'spec.endpoints[0].relabelConfigs[0].regex',
};
/** Fields of the cases that nobody knows, on purpose. */
const unknown: Readonly<Record<string, string>> = {
  'vmalertmanagerconfig-broken-more a-nested-unknown': 'spec.route.routes[0].matcherz',
  'vmservicescrape-invalid-objects e-unknown-tls-field': 'spec.endpoints[0].oauth2.tls_config.wrongField',
};

const corpus = filesBelow('test/conformance/cases', '.yaml')
  .filter((path) => !path.endsWith('.recorded.yaml'))
  .flatMap((path) => objectsIn(path));

describe('every recorded object of our kinds', () => {
  it('is in the corpus', () => {
    expect(corpus.length).toBeGreaterThan(70);
  });

  it.each(corpus)('$name', ({ name, kind, object }) => {
    const parsed = kind.parse(object);
    expect(parsed.ok ? [] : parsed.error.map(({ path }) => path)).toEqual(
      broken[name] === undefined ? [] : [broken[name]],
    );
    expect(kind.unknownFields(object).map(({ path }) => path)).toEqual(
      unknown[name] === undefined ? [] : [unknown[name]],
    );
  });

  it.each(corpus.filter(({ name }) => broken[name] === undefined))(
    '$name: parse, print, parse again',
    ({ kind, object }) => {
      const parsed = kind.parse(object);
      if (!parsed.ok) throw new Error('does not parse');
      const printed = parseAllDocuments(stringify(parsed.value)).map((document): unknown => document.toJS())[0];
      expect(kind.parse(printed)).toEqual({ ok: true, value: parsed.value });
      expect(kind.parse(JSON.parse(JSON.stringify(parsed.value)))).toEqual({ ok: true, value: parsed.value });
    },
  );
});

function objectsIn(path: string) {
  const file = path.replace(/^.*\/(.*)\.yaml$/, '$1');
  return parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
    const object: unknown = document.toJS();
    if (!isJsonObject(object) || !isJsonObject(object['metadata'])) return [];
    const { metadata } = object;
    const kind = findKind(String(object['kind']));
    if (kind === undefined || !String(object['apiVersion']).startsWith(`${kind.api.group}/`)) return [];
    const placed = { ...object, metadata: { namespace: 'demo', ...metadata } };
    return [{ name: `${file} ${String(metadata['name'])}`, kind, object: placed } as const];
  });
}
