import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { parseClassicMatchers } from '../../../../hooks/config/alertmanager/classic-matcher.ts';
import { parseMatchers } from '../../../../hooks/config/alertmanager/matcher.ts';
import { whyAlertmanagerConfigWrong } from '../../../../hooks/config/alertmanager/raw/check.ts';
import { isJsonObject } from '../../../../hooks/lib/json.ts';
import { filesBelow } from '../../../fixtures/sources.ts';
import { findVmProgram } from '../../../harness/vm-binaries.ts';

const amtool = findVmProgram('amtool');
const folder = mkdtempSync(join(tmpdir(), 'vmop-amtool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Does the real program take the configuration? */
function isAccepted(text: string): boolean {
  const file = join(folder, 'alertmanager.yaml');
  writeFileSync(file, text);
  return spawnSync(amtool ?? '', ['check-config', file]).status === 0;
}

const configWith = (matcher: string) =>
  stringify({ route: { receiver: 'a', routes: [{ matchers: [matcher] }] }, receivers: [{ name: 'a' }] });

const names = ['a', ' a_1', '1a', '"a"', 'a b', 'ü'];
const operators = ['=', '!=', '=~', '!~', '==', ' = '];
const values = ['b', '"b"', '"b', 'b c', '""', '', '(', '"\\n"', "'b'", '"b",', '"b",c=d'];
const matchers = names.flatMap((name) =>
  operators.flatMap((operator) => values.map((value) => `${name}${operator}${value}`)),
);

describe.skipIf(amtool === undefined)('the real amtool', () => {
  // One configuration per matcher would take a minute; those we accept stand in one, those we refuse alone, a few of them.
  it('accepts every matcher that the classic parser accepts', () => {
    const good = matchers.filter((matcher) => parseClassicMatchers(matcher).ok);
    expect(good.length).toBeGreaterThan(50);
    const routes = good.map((matcher) => ({ matchers: [matcher] }));
    expect(isAccepted(stringify({ route: { receiver: 'a', routes }, receivers: [{ name: 'a' }] }))).toBe(true);
  });

  it.each(matchers.filter((matcher) => !parseClassicMatchers(matcher).ok).filter((_, index) => index % 9 === 0))(
    'refuses %s as the classic parser does',
    (matcher) => {
      expect(isAccepted(configWith(matcher))).toBe(false);
    },
  );

  it('agrees on matchers in quotes, which mean the same in both syntaxes', () => {
    const quoted = ['a="b"', '{a="b",c!~"d|e"}', 'a=~"[0-9]+"', 'a="b\\"c\\\\"'];
    expect(quoted.filter((matcher) => !parseMatchers(matcher).ok || !isAccepted(configWith(matcher)))).toEqual([]);
  });

  it('accepts the configurations of our examples and recorded cases that we accept', () => {
    const paths = [...filesBelow('examples', '.yaml'), ...filesBelow('test/conformance/cases', '.yaml')];
    const texts = paths
      .filter((path) => path.includes('alertmanager') && !path.endsWith('.recorded.yaml'))
      .flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')).map((document): unknown => document.toJS()))
      .flatMap((object) =>
        isJsonObject(object) && isJsonObject(object['spec']) ? [object['spec']['configRawYaml']] : [],
      )
      .filter((text) => typeof text === 'string');
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect([whyAlertmanagerConfigWrong(text), isAccepted(text)]).toEqual([null, true]);
  });

  it.each([
    'route: {receiver: b}\nreceivers: [{name: a}]',
    'route: {receiver: a, bogus: 1}\nreceivers: [{name: a}]',
    'route: {receiver: a, group_by: [b, b]}\nreceivers: [{name: a}]',
    'route: {receiver: a, group_wait: 5 minutes}\nreceivers: [{name: a}]',
    'route: {receiver: a, routes: [{mute_time_intervals: [x]}]}\nreceivers: [{name: a}]',
    'route: {receiver: a}\nreceivers: [{name: a, slack_configs: [{channel: c}]}]',
    'route: {receiver: a}\nreceivers: [{name: a, email_configs: [{to: b}]}]',
    'route: {receiver: a}\nreceivers: [{name: a, pagerduty_configs: [{}]}]',
    'route: {receiver: a}\nreceivers: [{name: a, webhook_configs: [{url: x}]}]',
    'route: {receiver: a}\nreceivers: [{name: a}]\ntime_intervals: [{name: x, time_intervals: [{weekdays: [mon]}]}]',
    'route: {receiver: a}\nreceivers: [{name: a}]\ninhibit_rules: [{source_matchers: ["a=~("]}]',
  ])('refuses what we refuse: %s', (text) => {
    expect([whyAlertmanagerConfigWrong(text) === null, isAccepted(text)]).toEqual([false, false]);
  });
});
