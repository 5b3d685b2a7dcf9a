import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkExpression } from '../../../../hooks/config/metricsql/expression.ts';
import { findVmProgram } from '../../../harness/vm-binaries.ts';

const good = [
  'up',
  '1',
  '-1.5e3',
  '.5',
  '0x1F',
  'Inf',
  'nan',
  '"a" + "b"',
  'up == 0',
  'a + on(job) group_left(team) b',
  'a * ignoring(x, y,) group_right() b',
  'a and on() b unless c or d',
  'a >bool 5',
  'a ^ b ^ c % 2 atan2 d',
  'a if b ifnot c default 0',
  'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job) / sum without (pod) (rate(http_requests_total[5m])) > 0.05',
  'SUM by (a) (x) limit 3',
  'topk(3, x) by (job)',
  'quantile(0.9, x)',
  'count(up) offset 5m',
  'count_values("v", x)',
  'rate(x[5m:1m] offset 1d)',
  'rate(x[5m:])',
  'max_over_time(x[1h:30s] @ 1600000000)',
  'x @ end() offset -5m',
  'x offset 5m @ start()',
  'x[1i]',
  'rate(x)',
  'x offset 1h-5m',
  'x[300]',
  'rate({job="a" or env="b"}[5m])',
  'rate(x[5m]) keep_metric_names',
  '(a + b) keep_metric_names',
  'x > 1Ki',
  'x < 5.5GB and y > 3K',
  '(a, b, c)',
  'union(a, b,)',
  'label_set(x, "a", "b")',
  'histogram_quantile(0.99, sum(rate(b_bucket[5m])) by (le))',
  'WITH (f(q) = q{job="x"}) rate(f(http_requests_total)[5m])',
  'with (c = {job="a"}, w = 5m) rate(x{c, b="c"}[w])',
  'WITH (x = "a" + "b", y = x + "c") up{z=y}',
  'WITH (labels = (job, pod)) sum(up) by (labels)',
  'WITH (a = b, b = c) a',
  'WITH (unused = nosuch(1)) up',
  'with',
  'alias(up, "x")',
  'ttf(x)',
  'foo:bar:rate5m{a="b",} # comment',
  'absent(up{job="a"}) or vector(0)',
  '1h',
  '-(-(+a))',
  'ünï{größe="x"}',
  'foo\\-bar',
  '$__interval',
] as const;

const bad = [
  { text: '', error: 'found the end where an expression is expected' },
  { text: 'sum(rate(x[5m])', error: 'found the end where "," or ")" is expected' },
  { text: 'sum(x))', error: 'found ")" where an operator or the end is expected (at character 7)' },
  { text: 'a +', error: 'found the end where an expression is expected' },
  { text: 'a b', error: 'found "b" where an operator or the end is expected (at character 3)' },
  { text: 'x[5m', error: 'found the end where "]" is expected' },
  { text: 'x[]', error: '[] is no range such as [5m] or [1h:5m]' },
  { text: 'x[5]m', error: 'found "m" where an operator or the end is expected' },
  { text: 'x[5 m]', error: '"5 m" is no duration' },
  { text: 'x[-5m]', error: '"- 5m" is no duration' },
  { text: 'x[1h:5m:1m]', error: 'is no range such as [5m] or [1h:5m]' },
  { text: 'x offset', error: 'found the end where a duration is expected' },
  { text: 'x @ 5 @ 6', error: '"@" stands twice' },
  { text: 'x{a}', error: '"a" is no WITH template' },
  { text: 'x{a=b}', error: '"b" is no WITH template, so it cannot be part of a string' },
  { text: 'x{a=~"("}', error: 'invalid regexp in a=~"(": error parsing regexp: missing closing ): `(`' },
  { text: 'x{a="b"', error: 'found the end where ",", "or" or "}" is expected' },
  { text: 'rat(x[5m])', error: 'unsupported function "rat"; did you mean rate?' },
  { text: 'no_such_thing_at_all(x)', error: 'unsupported function "no_such_thing_at_all"' },
  { text: 'a + bool b', error: 'bool cannot be applied to "+"' },
  { text: 'a and on(x) group_left() b', error: 'group_left cannot be applied to "and"' },
  { text: 'sum by job (x)', error: 'found "job" where "(" is expected' },
  { text: 'sum(x) by', error: 'found the end where "(" is expected' },
  { text: 'sum x', error: 'found "x" where "by", "without" or "(" is expected' },
  { text: 'sum(x) limit many', error: 'limit needs a whole number' },
  { text: 'rate(x[w])', error: '"w" is neither a duration nor a WITH template' },
  { text: 'WITH (f(a) = a) f(1, 2)', error: 'template "f" takes 1 arguments, not 2' },
  { text: 'WITH (f = 1, f = 2) f', error: 'WITH defines "f" twice' },
  { text: 'WITH (f(a, a) = a) f(1, 2)', error: 'template "f" has the parameter "a" twice' },
  { text: 'WITH (f = nosuch(1)) f', error: 'unsupported function "nosuch"' },
  { text: 'WITH (f = 1) f{a="b"}', error: 'template "f" is no selector' },
  { text: 'WITH (f = 5) x{a=f}', error: 'template "f" must be a string here' },
  { text: 'WITH (f = up) rate(x[f])', error: 'template "f" must be a duration here' },
  { text: 'WITH (f = up) x{f}', error: 'template "f" must be filters in braces' },
  { text: 'WITH (f 1) f', error: 'found "1" where "=" is expected' },
  { text: '"\\q"', error: 'unknown escape \\q' },
  { text: 'a = b', error: 'found "=" where an operator or the end is expected' },
  { text: 'x ! y', error: 'cannot read "! y" (at character 3)' },
  { text: '{{ $value }}', error: 'cannot read "$value }}" (at character 4)' },
  { text: '{{a}}', error: 'found "{" where a label name is expected' },
] as const;

describe('checkExpression', () => {
  it.each(good)('accepts %s', (text) => {
    expect(checkExpression(text)).toEqual({ ok: true, value: undefined });
  });

  it.each(bad)('refuses $text', ({ text, error }) => {
    const result = checkExpression(text);
    expect(result.ok ? 'accepted' : result.error).toContain(error);
  });

  it('answers whatever comes', () => {
    const parts = fc.array(
      fc.constantFrom(
        ...[
          '(',
          ')',
          '{',
          '}',
          '[',
          ']',
          'a',
          'sum',
          'rate',
          '5m',
          '1Ki',
          '"x"',
          '+',
          '-',
          '@',
          ' offset ',
          ' by ',
          ',',
        ],
        ...[
          '=',
          '=~',
          'WITH ',
          ':',
          '==',
          ' or ',
          ' bool ',
          ' limit ',
          '#',
          '\n',
          '`',
          '\\',
          '$',
          ' on ',
          'group_left',
        ],
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map((list) => list.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          expect(typeof checkExpression(text).ok).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('survives hostile sizes', () => {
    for (const text of [
      '('.repeat(50_000),
      '-'.repeat(99_000),
      `x${'+x'.repeat(40_000)}`,
      `x @ ${'-'.repeat(50_000)}1`,
    ])
      expect(typeof checkExpression(text).ok).toBe('boolean');
    const doubling = Array.from({ length: 40 }, (_, index) => `f${index + 1} = f${index} + f${index}`).join(', ');
    expect(checkExpression(`WITH (f0 = up, ${doubling}) f40`)).toMatchObject({ ok: false });
    const tower = Array.from({ length: 5000 }, (_, index) => `f${index + 1}=f${index}`).join(',');
    expect(checkExpression(`WITH (f0 = up, ${tower}) f5000`)).toMatchObject({ ok: false });
  });
});

/** What the program of our test machines, an older release, judges otherwise than today's. */
const newer: Readonly<Record<string, string>> = {
  'rate({job="a" or env="b"}[5m])': 'filters with "or" came later',
  '(a + b) keep_metric_names': 'keep_metric_names of operators came later',
  'with (c = {job="a"}, w = 5m) rate(x{c, b="c"}[w])': 'templates for durations came later',
  'WITH (labels = (job, pod)) sum(up) by (labels)': 'templates for names of labels came later',
  'ünï{größe="x"}': 'letters of other scripts came later',
  $__interval: 'variables of Grafana came later',
  'rat(x[5m])': 'functions were not checked',
  'no_such_thing_at_all(x)': 'functions were not checked',
  'WITH (f = nosuch(1)) f': 'functions were not checked',
};

describe.skipIf(findVmProgram('vmalert') === undefined)('judged by vmalert', () => {
  it('accepts all good ones', () => {
    expect(acceptedByVmalert(good.filter((text) => newer[text] === undefined))).toBe(true);
  });

  it.each(bad.filter(({ text }) => newer[text] === undefined))('refuses $text', ({ text }) => {
    expect(acceptedByVmalert([text])).toBe(false);
  });
});

function acceptedByVmalert(queries: readonly string[]): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'vmop-expr-'));
  const file = join(folder, 'rules.yaml');
  const rules = queries.map((expr, index) => ({ record: `a:b${index}`, expr }));
  writeFileSync(file, stringify({ groups: [{ name: 'g', rules }] }));
  try {
    execFileSync(findVmProgram('vmalert') ?? '', ['-dryRun', `-rule=${file}`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
