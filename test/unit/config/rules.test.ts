import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  aggregationRelabelRule,
  type RelabelRule,
  relabelRule,
  renderRelabelRules,
} from '../../../hooks/config/relabel.ts';
import { joinRuleLists } from '../../../hooks/config/rule-list.ts';
import {
  type AggregationRule,
  aggregationRule,
  renderStreamAggregationRules,
} from '../../../hooks/config/stream-aggregation.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { findVmProgram } from '../../harness/vm-binaries.ts';
import { type CaseObject, recordedCase } from './recorded-case.ts';

interface Rules {
  readonly rules?: readonly AggregationRule[];
}

interface WorkloadSpec {
  readonly inlineRelabelConfig?: readonly RelabelRule[];
  readonly streamAggrConfig?: Rules;
  readonly remoteWrite?: readonly {
    readonly inlineUrlRelabelConfig?: readonly RelabelRule[];
    readonly streamAggrConfig?: Rules;
  }[];
}

const workloadSpec = (input: readonly CaseObject[]) =>
  input.find(({ kind }) => kind !== 'ConfigMap')?.['spec'] as WorkloadSpec;
const userText = (input: readonly CaseObject[], key: string) => dataOf(input)[key] ?? '';
const dataOf = (objects: readonly CaseObject[]) =>
  Object.assign({}, ...objects.filter(({ kind }) => kind === 'ConfigMap').map((object) => object['data'])) as Record<
    string,
    string
  >;

function joined(inline: string, referenced = ''): string {
  const text = joinRuleLists(inline, referenced);
  if (!text.ok) throw new Error(text.error);
  return text.value;
}

describe('files that the official operator wrote', () => {
  const single = recordedCase('vmsingle-inline-relabel-streamaggr');
  const relabel = recordedCase('vmagent-relabel-global-and-url');
  const global = recordedCase('vmagent-stream-aggr-global');
  const perUrl = recordedCase('vmagent-stream-aggr-per-url');
  const configMapOnly = recordedCase('vmsingle-configmap-streamaggr-only');
  const urls = (objects: readonly CaseObject[]) => workloadSpec(objects).remoteWrite ?? [];

  it.each([
    {
      from: single,
      file: 'relabeling.yaml',
      text: renderRelabelRules(workloadSpec(single.input).inlineRelabelConfig ?? []),
    },
    {
      from: single,
      file: 'config.yaml',
      text: renderStreamAggregationRules(workloadSpec(single.input).streamAggrConfig?.rules ?? []),
    },
    { from: configMapOnly, file: 'config.yaml', text: joined('', userText(configMapOnly.input, 'config')) },
    {
      from: relabel,
      file: 'global_relabeling.yaml',
      text: joined(
        renderRelabelRules(workloadSpec(relabel.input).inlineRelabelConfig ?? []),
        userText(relabel.input, 'global.yaml'),
      ),
    },
    {
      from: relabel,
      file: 'url_relabeling-0.yaml',
      text: renderRelabelRules(urls(relabel.input)[0]?.inlineUrlRelabelConfig ?? []),
    },
    {
      from: relabel,
      file: 'url_relabeling-2.yaml',
      text: joined(
        renderRelabelRules(urls(relabel.input)[2]?.inlineUrlRelabelConfig ?? []),
        userText(relabel.input, 'two.yaml'),
      ),
    },
    {
      from: relabel,
      file: 'url_relabeling-3.yaml',
      text: renderRelabelRules(urls(relabel.input)[3]?.inlineUrlRelabelConfig ?? []),
    },
    {
      from: global,
      file: 'global_aggregation.yaml',
      text: renderStreamAggregationRules(workloadSpec(global.input).streamAggrConfig?.rules ?? []),
    },
    {
      from: perUrl,
      file: 'RWS_1-CM-STREAM-AGGR-CONF',
      text: renderStreamAggregationRules(urls(perUrl.input)[1]?.streamAggrConfig?.rules ?? []),
    },
    {
      from: perUrl,
      file: 'RWS_3-CM-STREAM-AGGR-CONF',
      text: joined(
        renderStreamAggregationRules(urls(perUrl.input)[3]?.streamAggrConfig?.rules ?? []),
        userText(perUrl.input, 'aggr.yaml'),
      ),
    },
  ])('$file', ({ from, file, text }) => {
    const recorded = dataOf(from.children)[file] ?? 'not recorded';
    // As JSON text, so that the order of keys counts too.
    expect(JSON.stringify(parse(text))).toBe(JSON.stringify(parse(recorded)));
    expect(text.trimEnd()).toBe(recorded.trimEnd());
  });
});

describe('relabelRule', () => {
  it.each<{ name: string; rule: RelabelRule; job: object; aggregation?: object }>([
    { name: 'nothing', rule: {}, job: {} },
    {
      name: 'empty values',
      rule: { sourceLabels: [], targetLabel: '', regex: [], if: '', action: '', match: '', labels: {}, modulus: 0 },
      job: {},
    },
    {
      name: 'empty separator and replacement',
      rule: { separator: '', replacement: '' },
      job: { separator: '', replacement: '' },
    },
    {
      name: 'both spellings',
      rule: { sourceLabels: ['camel'], source_labels: ['under'], targetLabel: 'camelT', target_label: 'underT' },
      job: { source_labels: ['camel'], target_label: 'camelT' },
      aggregation: { source_labels: ['under'], target_label: 'underT' },
    },
    {
      name: 'one empty spelling',
      rule: { sourceLabels: [], source_labels: ['under'] },
      job: { source_labels: ['under'] },
    },
    { name: 'lists of one', rule: { regex: ['a'], if: ['up'] }, job: { regex: 'a', if: 'up' } },
    {
      name: 'lists of two',
      rule: { regex: ['a', ''], if: ['up', 'down'] },
      job: { regex: ['a', ''], if: ['up', 'down'] },
    },
    {
      name: 'labels bytewise',
      rule: { labels: { b: '1', B: '2', a: '3' } },
      job: { labels: { B: '2', a: '3', b: '1' } },
    },
  ])('$name', ({ rule, job, aggregation = job }) => {
    expect(JSON.stringify(relabelRule(rule))).toBe(JSON.stringify(job));
    expect(JSON.stringify(aggregationRelabelRule(rule))).toBe(JSON.stringify(aggregation));
  });

  it('renders no rules as an empty list', () => {
    expect(renderRelabelRules([{}, { regex: [] }])).toBe('[]\n');
  });
});

it('aggregationRule keeps what overrides a flag, and no empty relabelling', () => {
  const rule: AggregationRule = {
    interval: '1m',
    outputs: [],
    flush_on_shutdown: false,
    enable_windows: false,
    no_align_flush_to_interval: false,
    keep_metric_names: false,
    ignore_old_samples: false,
    ignore_first_intervals: 0,
    drop_input_labels: [],
    by: [],
    dedup_interval: '',
    input_relabel_configs: [{}],
    output_relabel_configs: [{}, { action: 'drop' }],
  };
  expect(aggregationRule(rule)).toEqual({
    interval: '1m',
    no_align_flush_to_interval: false,
    outputs: [],
    keep_metric_names: false,
    ignore_old_samples: false,
    ignore_first_intervals: 0,
    drop_input_labels: [],
    output_relabel_configs: [{ action: 'drop' }],
  });
});

describe('joinRuleLists', () => {
  const inline = '- action: keep\n';
  it.each([
    { name: 'nothing', inline: '', text: '', joined: '' },
    { name: 'inline only', inline, text: ' \n', joined: inline },
    { name: 'text only, as it is', inline: '', text: '  %{ENV}: [\n\n', joined: '  %{ENV}: [' },
    { name: 'empty inline list', inline: '[]\n', text: '- a: 1\n', joined: '- a: 1' },
    {
      name: 'one behind the other',
      inline,
      text: '# why\n- a: %{ENV}\n',
      joined: '- action: keep\n# why\n- a: %{ENV}',
    },
    {
      name: 'indented text',
      inline,
      text: '  - a: yes # why\n    b: 010\n  - c\n',
      joined: '- action: keep\n- a: yes # why\n  b: 010\n- c',
    },
    {
      name: 'text in brackets',
      inline,
      text: '[{a: "yes"}, {b: [1]}]',
      joined: '- action: keep\n- { a: "yes" }\n- { b: [ 1 ] }',
    },
    { name: 'text behind ---', inline, text: '---\n- a: 1\n', joined: '- action: keep\n- a: 1' },
    { name: 'an empty list', inline, text: '[]', joined: inline },
    { name: 'comments only', inline, text: '# nothing', joined: inline },
  ])('$name', ({ inline: rules, text, joined: want }) => {
    expect(joinRuleLists(rules, text)).toEqual({ ok: true, value: want });
    if (!text.includes('%')) expect(() => parse(want)).not.toThrow();
  });

  it.each([
    { text: 'a: 1', error: 'is no list of rules' },
    { text: 'text', error: 'is no list of rules' },
    { text: ' - [', error: 'is no YAML: ' },
    { text: '- a: 1\n---\n- b: 1', error: 'is no YAML: ' },
  ])('refuses $text', ({ text, error }) => {
    const result = joinRuleLists(inline, text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error).toContain(error);
  });
});

const vmagent = findVmProgram('vmagent');

describe.skipIf(vmagent === undefined)('vmagent accepts', () => {
  const check = (flag: string, text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'vmop-rules-'));
    try {
      writeFileSync(join(folder, 'file.yaml'), text);
      writeFileSync(join(folder, 'scrape.yaml'), '{}');
      const args = [
        '-dryRun',
        '-promscrape.config.strictParse',
        ...(flag === '-promscrape.config' ? [] : [`-promscrape.config=${join(folder, 'scrape.yaml')}`]),
        `${flag}=${join(folder, 'file.yaml')}`,
        '-remoteWrite.url=http://127.0.0.1:1',
      ];
      const { status, stderr } = spawnSync(vmagent ?? '', args, { encoding: 'utf8', timeout: 20_000 });
      return status === 0 ? 'accepted' : stderr;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('relabelling rules of every form', () => {
    const rules = (workloadSpec(recordedCase('vmsingle-inline-relabel-streamaggr').input).inlineRelabelConfig ?? [])
      // Newer than the judge: lists of `if` and rules that only empty a label.
      .filter((rule) => !Array.isArray(rule.if));
    expect(check('-remoteWrite.relabelConfig', renderRelabelRules(rules))).toBe('accepted');
  });

  it('no unknown action: it really reads the rules', () => {
    expect(check('-remoteWrite.relabelConfig', renderRelabelRules([{ action: 'made_up' }]))).toContain(
      'unknown `action` "made_up"',
    );
  });

  it('hostile strings in a scrape configuration', () => {
    const hostile = [
      'y',
      'on',
      '0o7',
      '1_000',
      '.inf',
      '2001-01-01',
      '12:30',
      '=',
      '<<',
      '~',
      'null',
      '- x',
      ': ',
      ' # ',
      '\u0085',
      '\u2028',
      '\ufeff',
      'a\nb',
      'a\n\n',
      ' a\n b',
      '\t',
      '\u0007',
      '😀',
      "'",
      '"',
      '\\',
      '...',
      '---',
      '{}',
      '[',
      '*a',
      '&a',
      '!a',
      '%',
      '@',
      '`',
      '|',
      '>',
      '?',
    ];
    const jobs = hostile.map((text, index) => ({
      job_name: `${index} ${text}`,
      static_configs: [{ targets: ['h:1'], labels: { label: text } }],
      relabel_configs: [{ target_label: 'a', replacement: text }],
      basic_auth: { username: text, password: text },
    }));
    expect(
      check('-promscrape.config', toYaml({ global: { external_labels: { x: 'off' } }, scrape_configs: jobs })),
    ).toBe('accepted');
  });
});
