import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { checkAlertTemplate } from '../../../../hooks/config/go-template/alert-template.ts';
import { findVmProgram } from '../../../harness/vm-binaries.ts';

const good = [
  'no template',
  'open {{ only',
  '{{ $value }}',
  '{{$value}}',
  '{{- $value -}}',
  'a {{- /* why */ -}} b',
  '{{/* why */}}',
  '{{ $value | humanizePercentage }} {{ $labels.job | toUpper }}',
  '{{ (query "up" | first).Value }}',
  '{{ query "up" | first | value | printf "%.2f" }}',
  '{{ if gt $value 5.0 }}high{{ else if eq $value 3.0 }}three{{ else }}low{{ end }}',
  '{{ if and (eq 1 1) (not false) }}x{{ end }}',
  '{{ range $i, $e := query "up" }}{{ $i }}: {{ $e.Labels.job }}{{ end }}',
  '{{ range query "up" }}{{ .Value }}{{ else }}none{{ end }}',
  '{{ with $x := query "up" }}{{ $x | first | label "job" }}{{ end }}',
  '{{ $x := 1 }}{{ $x = 2 }}{{ $x }}',
  '{{ define "t" }}{{ . }}{{ end }}{{ template "t" $value }}',
  '{{ block "b" . }}x{{ end }}',
  '{{ printf "%s `x`" `raw "text"` }}',
  '{{ printf "%c" \'x\' }}',
  '{{ .Foo.Bar }}',
  '{{ $labels.instance | reReplaceAll "(.*):.*" "$1" }}',
  '{{ $value\n| humanize }}',
  '{{ index $labels "a-b" }}',
  '{{ 0x1F }} {{ -1.5e3 }} {{ true }}',
  '{{ printf "%v" nil }}',
  '}} {{ $value }}',
  '{{ $value | }}',
  '{{ $x = 1 }}',
] as const;

const bad = [
  { text: '{{ if $value }}yes', error: 'template: :1: unexpected EOF' },
  { text: '{{ $value | noSuchFunc }}', error: 'function "noSuchFunc" not defined' },
  { text: '{{ $nope }}', error: 'undefined variable "$nope"' },
  { text: '{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}', error: 'undefined variable "$x"' },
  { text: '{{ define "t" }}{{ $value }}{{ end }}', error: 'undefined variable "$value"' },
  { text: '{{ }}', error: 'missing value for command' },
  { text: '{{ if }}x{{ end }}', error: 'missing value for if' },
  { text: '{{ $value | | toUpper }}', error: 'unexpected "|" in command' },
  { text: '{{ if $a, $b := . }}{{ end }}', error: 'too many declarations in if' },
  { text: '{{ true.x }}', error: 'unexpected . after term "true"' },
  { text: '{{ 1 + 2 }}', error: 'bad number syntax: "+"' },
  { text: '{{ | toUpper }}', error: 'unexpected "|" in command' },
  { text: '{{ end }}', error: 'unexpected {{end}}' },
  { text: '{{ else }}', error: 'unexpected {{else}}' },
  { text: '{{ if 1 }}a{{ else }}b{{ else }}c{{ end }}', error: 'expected end; found {{else}}' },
  { text: '{{ ($value }}', error: 'unclosed left paren' },
  { text: '{{ $value) }}', error: 'unexpected right paren' },
  { text: '{{ "open }}', error: 'unterminated quoted string' },
  { text: '{{ `open }}', error: 'unterminated raw quoted string' },
  { text: '{{ $value }}\n{{ $labels.job\n}} {{ "x', error: ':3: unterminated quoted string' },
  { text: '{{ $value }} {{ $labels', error: 'unclosed action' },
  { text: '{{ $labels.a-b }}', error: "bad character U+002D '-'" },
  { text: '{{ $value % 2 }}', error: 'unexpected "%" in operand' },
  { text: '{{ 1a }}', error: 'bad number syntax: "1a"' },
  { text: '{{ template t }}', error: 'unexpected "t" in template clause' },
  { text: '{{ break }}', error: '{{break}} outside {{range}}' },
  { text: '{{ 1 | 2 }}', error: 'non executable command in pipeline stage 2' },
  { text: '{{ "a""b" }}', error: 'unexpected "\\"b\\"" in operand' },
  { text: '{{ if 1 }}{{ define "t" }}{{ end }}{{ end }}', error: 'unexpected <define> in command' },
  { text: '{{ /* late */ }}', error: 'unexpected "/" in command' },
  { text: '{{/* open }}', error: 'unclosed comment' },
  { text: '{{/* a */ b}}', error: 'comment ends before closing delimiter' },
  { text: '{{ $value : 1 }}', error: 'expected :=' },
] as const;

describe('checkAlertTemplate', () => {
  it.each(good)('accepts %s', (text) => {
    expect(checkAlertTemplate(text)).toEqual({ ok: true, value: undefined });
  });

  it.each(bad)('refuses $text', ({ text, error }) => {
    const result = checkAlertTemplate(text);
    expect(result.ok ? 'accepted' : result.error).toContain(error);
  });

  it('answers whatever comes', () => {
    const parts = fc.array(
      fc.constantFrom(
        ...[
          '{{',
          '}}',
          '{{- ',
          ' -}}',
          ' ',
          '$x',
          ':=',
          '=',
          '|',
          '(',
          ')',
          '.a',
          '.',
          '"s"',
          '`',
          "'",
          '/*',
          '*/',
          ',',
        ],
        ...[
          'if ',
          'else',
          'end',
          'range ',
          'with ',
          'define "d"',
          'template "d"',
          'nil',
          'true',
          '1',
          'x',
          '\n',
          '-',
          '$',
        ],
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        parts.map((list) => `{{}}${list.join('')}`.slice(4)),
        (text) => {
          expect(typeof checkAlertTemplate(text).ok).toBe('boolean');
          expect(typeof checkAlertTemplate(`${text}}}`).ok).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
    for (const hostile of [`{{${'('.repeat(90_000)}}}`, '{{if 1}}'.repeat(20_000), `{{${' '.repeat(190_000)}}}`])
      expect(checkAlertTemplate(hostile)).toMatchObject({ ok: false });
  });
});

describe.skipIf(findVmProgram('vmalert') === undefined)('judged by vmalert', () => {
  it('accepts all good ones', () => {
    // Later releases look for both kinds of braces first.
    expect(faultOfVmalert(good.filter((text) => !text.includes('{{') || text.includes('}}')))).not.toContain('fatal');
  });

  it.each(bad)('refuses $text', ({ text }) => {
    expect(faultOfVmalert([text])).toContain('error parsing annotation template');
  });
});

/** What vmalert says of alerts with these annotations; empty if it accepts them. */
function faultOfVmalert(texts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'vmop-template-'));
  const file = join(folder, 'rules.yaml');
  const rules = texts.map((text, index) => ({ alert: `A${index}`, expr: 'up', annotations: { text } }));
  writeFileSync(file, stringify({ groups: [{ name: 'g', rules }] }));
  try {
    execFileSync(findVmProgram('vmalert') ?? '', ['-dryRun', `-rule=${file}`], { stdio: 'pipe' });
    return '';
  } catch (error) {
    return String(Reflect.get(Object(error), 'stderr'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
