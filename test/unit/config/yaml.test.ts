import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../hooks/config/yaml.ts';

describe('toYaml', () => {
  it('writes block style in insertion order', () => {
    const value = {
      global: { scrape_interval: '30s', external_labels: {} },
      scrape_configs: [
        { job_name: 'a/b/0', honor_labels: false, sample_limit: 10, relabel_configs: [] },
        { targets: ['h:1', 'h:2'], nested: [[1, [2]], [{ z: 1, a: null }]] },
      ],
      text: 'first\n  second\n\nlast\n',
      tail: ['one\ntwo', 'a\n\n'],
    };
    expect(toYaml(value)).toMatchInlineSnapshot(`
      "global:
        scrape_interval: 30s
        external_labels: {}
      scrape_configs:
      - job_name: a/b/0
        honor_labels: false
        sample_limit: 10
        relabel_configs: []
      - targets:
        - h:1
        - h:2
        nested:
        - - 1
          - - 2
        - - z: 1
            a: null
      text: |
        first
          second

        last
      tail:
      - |-
        one
        two
      - |+
        a

      "
    `);
  });

  it.each([
    'up',
    'a-b_c',
    '(.+)/(.*)',
    '$2-$1',
    '.*',
    '^a$',
    '/metrics',
    '5m',
    '1h30m',
    '2xx',
    '1d',
    'http://h:80/p?q=1#f',
    'up{b=~"2.*"}',
    "it's",
    'a#b',
    'a:b',
    'foo bar',
    '\\d+',
    'C:\\x',
  ])('leaves %j plain', (text) => {
    expect(toYaml([text])).toBe(`- ${text}\n`);
  });

  it.each([
    { text: '', yaml: '""' },
    { text: '-', yaml: "'-'" },
    { text: '~', yaml: "!!str '~'" },
    { text: 'Null', yaml: "'Null'" },
    { text: '{a="b\\d"}', yaml: `'{a="b\\d"}'` },
    { text: "'x'", yaml: "'''x'''" },
    { text: ' x', yaml: "' x'" },
    { text: 'x ', yaml: "'x '" },
    { text: 'a: b', yaml: "'a: b'" },
    { text: 'a #b', yaml: "'a #b'" },
    { text: 'a:', yaml: "'a:'" },
    { text: 'é', yaml: "'é'" },
    { text: '😀', yaml: "'😀'" },
    { text: 'a\tb', yaml: '"a\\tb"' },
    { text: 'a\r\nb', yaml: '"a\\r\\nb"' },
    { text: '\u0085\u2028\u2029\ufeff', yaml: '"\\u0085\\u2028\\u2029\\ufeff"' },
    { text: '\ud800x', yaml: "'\ufffdx'" },
    { text: ' indented\nblock', yaml: '" indented\\nblock"' },
    { text: 'a\n \nb', yaml: '"a\\n \\nb"' },
  ])('quotes $text', ({ text, yaml }) => {
    expect(toYaml([text])).toBe(`- ${yaml}\n`);
  });

  it.each([
    ...[
      'y',
      'Y',
      'yes',
      'n',
      'No',
      'on',
      'OFF',
      'true',
      'False',
      'null',
      'Null',
      '~',
      '=',
      '<<',
      '.inf',
      '-.INF',
      '.NaN',
    ],
    ...[
      '0',
      '-1',
      '+1',
      '1_000',
      '0o7',
      '017',
      '0x1F',
      '0b1',
      '1.5',
      '.5',
      '1.',
      '1e3',
      '1E+3',
      '1:30',
      '190:20:30',
      '1,000',
    ],
    ...[
      '2001-01-01',
      '2001-1-1',
      '2001-12-14t21:59:43.10-05:00',
      '2001-12-14 21:59:43',
      '12:30',
      '---',
      '...',
      '... x',
      '...x',
      'a<<',
      '--- x',
    ],
    ...[
      '- x',
      '? x',
      ': x',
      '? ',
      '-',
      '?',
      ':',
      '!tag',
      '&a',
      '*a',
      '|',
      '>',
      '%a',
      '@a',
      '`a',
      '#a',
      '[a',
      ']',
      '{a',
      '}',
      ',a',
      '"a',
    ],
  ])('never leaves %j plain', (text) => {
    expect(toYaml([text])).toMatch(/^- (?:!!str )?(['"]).*\1\n$/);
    expect(toYaml({ [text]: 1 })).toMatch(/^(['"]).*\1: 1\n$/);
  });

  it.each([
    { value: 'a\n---\nb\n', yaml: '|\n  a\n  ---\n  b\n' },
    { value: '', yaml: '""\n' },
    { value: null, yaml: 'null\n' },
    { value: {}, yaml: '{}\n' },
    { value: [], yaml: '[]\n' },
    { value: -0, yaml: '0\n' },
    { value: 2 ** 64, yaml: '1.8446744073709552e+19\n' },
    { value: 1e-7, yaml: '1e-7\n' },
    { value: 2 ** 53, yaml: '9007199254740992\n' },
  ])('takes $value at the top', ({ value, yaml }) => {
    expect(toYaml(value)).toBe(yaml);
  });

  it.each([
    { name: 'undefined', value: { a: [{ b: undefined }] }, message: 'toYaml: $.a.0.b is undefined' },
    { name: 'NaN', value: { a: Number.NaN }, message: 'toYaml: $.a is NaN' },
    { name: 'Infinity', value: [Number.POSITIVE_INFINITY], message: 'toYaml: $.0 is Infinity' },
    { name: 'Date', value: { a: new Date(0) }, message: 'toYaml: $.a is an instance of a class' },
    { name: 'Map', value: new Map(), message: 'toYaml: $ is an instance of a class' },
    { name: 'bigint', value: [1n], message: 'toYaml: $.0 is bigint' },
  ])('throws on $name', ({ value, message }) => {
    expect(() => toYaml(value)).toThrow(message);
  });
});
