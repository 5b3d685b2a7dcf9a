import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { isKubeObject } from '../../../hooks/lib/is-kube-object.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { findKind } from '../../../hooks/registry.ts';

const folder = join(import.meta.dirname, '..', '..', 'conformance', 'admission');

interface Verdict {
  readonly case: string;
  readonly verdict: 'allow' | 'deny';
  readonly message: string;
}

/** Official texts that end in the words of a parser which we do not have: compared up to here. */
const ownWording: Readonly<Record<string, RegExp>> = {
  'vmsingle-retention-filter-syntax': /: labelFilters: .*$/,
  'vmagent-inline-scrape-syntax': /: yaml: .*$/s,
  'vmagent-inline-scrape-text': /: yaml: .*$/s,
  'vmrule-expr-unclosed-deny': /argList: .*$/s,
  'vmrule-type-vlogs-metricsql-deny': /; context: .*$/s,
};

/** A header may hold a secret: ours is named by its path, the official text shows it. */
function withoutHeader(message: string): string {
  return message.replace(/(expected colon separated header: value), got=.*$/, '$1');
}

/** The official operator repeats the whole spec in front of what its JSON decoder says; ours names the field instead. */
function withoutDecoder(message: string): string {
  return message
    .replace(/^cannot parse \w+: \{.*\}, err: /s, '')
    .replace(/^cannot parse routes for .*: (?=json: unknown field)/s, '')
    .replace(/^json: unknown field "(\w+)"$/, '$1 is an unknown field');
}

/** The recorded object was in another namespace, and its whole group follows the message. */
function withoutGroup(message: string): string {
  return message
    .replace(' VMRule: default/', ' VMRule: demo/')
    .replace(' adm at namespace: default,', ' adm at namespace: demo,')
    .replace(/, r: \n.*$/s, '');
}

function readVerdicts(): readonly Verdict[] {
  const list: unknown = JSON.parse(readFileSync(join(folder, 'verdicts.json'), 'utf8'));
  if (!Array.isArray(list)) throw new Error('verdicts.json is no list');
  return list.filter(isJsonObject).map((entry) => ({
    case: String(entry['case']),
    verdict: entry['verdict'] === 'deny' ? 'deny' : 'allow',
    message: String(entry['message'] ?? ''),
  }));
}

function judge(name: string): readonly string[] | null {
  const object: unknown = parse(readFileSync(join(folder, `${name}.yaml`), 'utf8'));
  if (!isKubeObject(object)) throw new Error(`${name} is no object`);
  const kind = findKind(object.kind);
  if (kind === undefined) return null;
  const cr = { ...object, metadata: { namespace: 'demo', ...object.metadata } };
  const parsed = kind.parse(cr);
  const issues = parsed.ok ? kind.validate(parsed.value, defaultSettings).issues : parsed.error;
  return [...kind.unknownFields(cr), ...issues].map(({ message }) => message);
}

const verdicts = readVerdicts().flatMap((verdict) => {
  const messages = judge(verdict.case);
  return messages === null ? [] : [{ ...verdict, messages }];
});

describe('verdicts of the official webhook', () => {
  it('are known for the kinds we have', () => {
    expect(verdicts.length).toBeGreaterThanOrEqual(21);
  });

  it.each(verdicts)('$case: $verdict', ({ case: name, verdict, message, messages }) => {
    if (verdict === 'allow') return expect(messages).toEqual([]);
    const official = withoutDecoder(
      withoutHeader(withoutGroup(ownWording[name] === undefined ? message : message.replace(ownWording[name], ''))),
    );
    return expect(messages.join('\n')).toContain(official);
  });
});
