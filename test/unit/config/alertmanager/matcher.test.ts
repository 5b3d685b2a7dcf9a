import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClassicMatchers } from '../../../../hooks/config/alertmanager/classic-matcher.ts';
import { type Matcher, parseMatchers } from '../../../../hooks/config/alertmanager/matcher.ts';

const one = (name: string, operator: Matcher['operator'], value: string) => ({ name, operator, value });

describe('UTF-8 matchers', () => {
  it.each([
    { text: 'a=b', value: [one('a', '=', 'b')] },
    { text: '{a="b",c!="d"}', value: [one('a', '=', 'b'), one('c', '!=', 'd')] },
    { text: ' { "a b" =~ "x|y" , } ', value: [one('a b', '=~', 'x|y')] },
    { text: 'ü!~🙂.*,', value: [one('ü', '!~', '🙂.*')] },
    { text: 'a="q\\"\\n\\u00e4"', value: [one('a', '=', 'q"\nä')] },
    { text: '{}', value: [] },
    { text: '', value: [] },
  ])('$text', ({ text, value }) => {
    expect(parseMatchers(text)).toEqual({ ok: true, value });
  });

  // Each sentence is what Alertmanager 0.34 says.
  it.each([
    { text: 'a', error: "end of input: expected an operator such as '=', '!=', '=~' or '!~'" },
    { text: 'a=', error: 'end of input: expected label value' },
    { text: '=b', error: '0:1: unexpected =: expected label name' },
    { text: 'a=b c', error: '4:5: unexpected c: expected a comma or close brace' },
    { text: 'a=b,=', error: '4:5: unexpected =: expected a matcher or close brace after comma' },
    { text: '{a=b', error: '0:4: end of input: expected close brace' },
    { text: 'a=b}', error: '0:4: }: expected opening brace' },
    { text: '{a=b} c', error: '6:7: c: expected end of input' },
    { text: '🙂="x', error: '2:4: "x: missing end ": expected label value' },
    { text: "a='b'", error: "2:3: ': invalid input: expected label value" },
    { text: '`a`=b', error: '0:1: `: invalid input' },
    { text: 'a!b', error: "1:2: !: expected one of '=~': expected an operator such as '=', '!=', '=~' or '!~'" },
    { text: 'a="\\q"', error: '2:6: "\\q": invalid input' },
    { text: 'a="\\\'"', error: '2:6: "\\\'": invalid input' },
    {
      text: 'a=~"("',
      error: 'failed to create matcher: error parsing regexp: missing closing ): `^(?:()$`',
    },
  ])('$text: $error', ({ text, error }) => {
    expect(parseMatchers(text)).toEqual({ ok: false, error });
  });

  it('reads back whatever is printed in quotes', () => {
    const operator = fc.constantFrom<Matcher['operator']>('=', '!=');
    const matcher = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      operator,
      value: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(fc.array(matcher, { maxLength: 4 }), (matchers) => {
        const quote = (text: string) => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
        const text = matchers.map(({ name, operator: sign, value }) => quote(name) + sign + quote(value)).join(', ');
        expect(parseMatchers(`{${text}}`)).toEqual({ ok: true, value: matchers });
      }),
    );
  });
});

describe('classic matchers', () => {
  it.each([
    { text: 'a=b c', value: [one('a', '=', 'b c')] },
    { text: 'a=', value: [one('a', '=', '')] },
    { text: '{a="b,c", d=~"e"', value: [one('a', '=', 'b,c'), one('d', '=~', 'e')] },
    { text: 'a="\\n\\q\\""', value: [one('a', '=', '\n\\q"')] },
    { text: 'a=b, ', value: [one('a', '=', 'b')] },
  ])('$text', ({ text, value }) => {
    expect(parseClassicMatchers(text)).toEqual({ ok: true, value });
  });

  it.each([
    { text: 'ü=b', error: 'bad matcher format: ü=b' },
    { text: 'a=b,,c=d', error: 'bad matcher format: ' },
    { text: 'a="b', error: 'matcher value contains unescaped double quote: "b' },
    { text: 'a=b"c', error: 'matcher value contains unescaped double quote: b"c' },
    { text: 'a=~[', error: 'error parsing regexp: missing closing ]: `[)$`' },
  ])('$text: $error', ({ text, error }) => {
    expect(parseClassicMatchers(text)).toEqual({ ok: false, error });
  });
});

it('never throws, whatever the text', () => {
  const piece = fc.constantFrom(...'{},=!~"\\`\' aéz_1([|', '=~', '\n', '🙂');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      for (const parse of [parseMatchers, parseClassicMatchers]) {
        const parsed = parse(text);
        expect(parsed.ok || parsed.error !== '').toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
