import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSelector } from '../../../../hooks/config/metricsql/selector.ts';
import { checkRegex } from '../../../../hooks/lib/re2.ts';

describe('checkSelector', () => {
  it.each([
    'up',
    '{}',
    'up{}',
    '{env="dev"}',
    '{env="dev",}',
    ' { env = "dev" , team!~\'a|b\' } ',
    'job:rate5m{a="b"}',
    '{a=`x\\d`}',
    '{a="1" or b="2"}',
    'x{a="1",b!="2" OR c=~"3"}',
    '{a="x"+"y"}',
    '{"metric.name",a="b"}',
    '{"label with blank"="b"}',
    '{__name__=~".+:sum"}',
    '{ünï="x"}',
    'foo\\-bar{a\\.b="c"}',
    '{a="\\"\\n\\u00e4"}',
    '{a="b"} # why',
    '{or="a"}',
  ])('accepts %s', (text) => {
    expect(checkSelector(text)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    { text: '', error: 'found the end where a metric name or "{" is expected' },
    { text: '{a="b"', error: 'found the end where ",", "or" or "}" is expected' },
    { text: '{a="b"}}', error: 'found "}" where the end is expected (at character 8)' },
    { text: '{a}', error: 'found "}" where "=", "!=", "=~" or "!~" is expected (at character 3)' },
    { text: '{a=b}', error: 'found "b" where a string is expected (at character 4)' },
    { text: '{,}', error: 'found "," where a label name is expected (at character 2)' },
    { text: '{a=="b"}', error: 'found "==" where "=", "!=", "=~" or "!~" is expected (at character 3)' },
    { text: '{a=~"("}', error: 'invalid regexp in a=~"(": error parsing regexp: missing closing ): `(`' },
    { text: '{a=~"x"+"("}', error: 'invalid regexp in a=~"x(": error parsing regexp: missing closing ): `x(`' },
    { text: '{a=~"(?=x)"}', error: 'invalid regexp in a=~"(?=x)"' },
    { text: '{a="\\q"}', error: 'unknown escape \\q in "\\q"' },
    { text: '{a="b', error: 'cannot read "\\"b" (at character 4)' },
    { text: 'up[5m]', error: 'found "[" where the end is expected (at character 3)' },
    { text: 'up offset 5m', error: 'found "offset" where the end is expected (at character 4)' },
    { text: 'sum(up)', error: 'found "(" where the end is expected (at character 4)' },
    { text: '{a="b" c="d"}', error: 'found "c" where ",", "or" or "}" is expected (at character 8)' },
  ])('refuses $text', ({ text, error }) => {
    const result = checkSelector(text);
    expect(result.ok ? 'accepted' : result.error).toContain(error);
  });

  it('answers whatever comes', () => {
    const parts = fc.array(
      fc.constantFrom('{', '}', 'a', '=', '=~', '!', '"', '\\', '"x"', ',', ' or ', '+', '#', '\n', '`', "'", '\ud800'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          parts.map((list) => list.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          expect(typeof checkSelector(text).ok).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
    expect(checkSelector(`{a=~"${'('.repeat(50_000)}"}`).ok).toBe(false);
    expect(checkSelector(`{a="${'\\'.repeat(99_000)}`).ok).toBe(false);
  });
});

describe('checkRegex', () => {
  it.each(['', '.*', '(?i)a|b', 'a{1,3}', '\\d+\\pL', '(?P<n>x)', '[[:alpha:]]'])('accepts %s', (text) => {
    expect(checkRegex(text).ok).toBe(true);
  });

  it.each(['(', ')', '*', 'a{1001}', '(?=a)', '(?<!a)', '\\1', '[z-a]', '\\', '(?P<n', 'x'.repeat(100_001)])(
    'refuses %s',
    (text) => {
      expect(checkRegex(text).ok).toBe(false);
    },
  );
});
