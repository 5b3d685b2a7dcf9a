import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderCase } from '../conformance/render-case.ts';
import { makeCertificates } from '../fixtures/certificates.ts';
import { configNamed, type GeneratedConfig, readYaml } from '../fixtures/scrape-config.ts';
import { aScrape, aVMAgent } from '../fixtures/scrape-objects.ts';
import { objectsAt } from '../harness/fields.ts';
import { findVmProgram } from '../harness/vm-binaries.ts';
import { vmagentJudge } from '../judge/vmagent.ts';

/** Texts that a careless writer of YAML, a shell or a template would change. Control characters are no part of label values in Kubernetes, but YAML must carry them. */
const hostileTexts = [
  ...['y', 'no', 'on', 'true', 'null', '~', '0123', '0x1F', '1_000', '1:30', '.inf', '2001-01-01', '<<', '=', '1e3'],
  ...[
    '"',
    "'",
    '\\',
    '\\n',
    '"a"',
    "it's",
    '#',
    'a #b',
    'a: b',
    '- a',
    '? a',
    '|',
    '>',
    '%',
    '@x',
    '`x`',
    '&a',
    '*a',
    '!t',
    '!!int 5',
  ],
  ...[
    '{a}',
    '[a]',
    '{',
    ']',
    ',',
    'a, b',
    '---',
    '...',
    ' a',
    'a ',
    '',
    '  ',
    '\t',
    '\n',
    'a\nb',
    'a\n\n',
    '\na',
    'a\r\nb',
    'a\n  b\n c',
  ],
  ...['ä', '日本', '😀', '\u00a0', '\u0085', '\u2028', '\ufeff', '\u0001', '\u007f', 'e\u0301'],
  ...[
    '%{HOME}',
    '%{NOT_SET}',
    '%%{HOME}',
    '$1',
    '$'.concat('{1}'),
    '$(POD_NAME)',
    '$$(A)',
    '{{ .Value }}',
    '{{',
    '__proto__',
    'a'.repeat(3000),
  ],
];
const hostile = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.array(fc.constantFrom(...hostileTexts), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const runs = { numRuns: process.env['VMOP_LONG'] === undefined ? 10 : 300 };

/** The configuration of an agent whose static scrape carries the texts in every place that takes any text, one endpoint a text. */
function configWith(texts: readonly string[]): GeneratedConfig {
  const endpoints = texts.map((text) => ({
    targets: ['a:1'],
    labels: { plain: text, [text === '' ? 'empty' : text]: 'value' },
    path: `/${text}`,
    params: { match: [text] },
    relabelConfigs: [{ targetLabel: 'x', replacement: text, separator: text }],
    metricRelabelConfigs: [{ sourceLabels: ['x'], targetLabel: 'y', regex: escaped(text) }],
  }));
  const scrape = aScrape('VMStaticScrape', 'hostile', { jobName: 'hostile', targetEndpoints: endpoints });
  const agent = aVMAgent({ selectAllByDefault: true, externalLabels: { odd: texts[0] ?? '' } });
  const { children, parents } = renderCase([agent, scrape], {});
  const status = parents.find(({ kind }) => kind === 'VMStaticScrape')?.status;
  expect(status).toMatchObject({ updateStatus: 'operational' });
  return configNamed(children, 'demo/vmagent-edge');
}

/** A regular expression that matches exactly this text. */
function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

describe('a hostile text', () => {
  it('comes out of two independent parsers as it went in, from every place', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 12 }), (texts) => {
        const { text: yaml } = configWith(texts);
        for (const document of [readYaml(yaml), parse(yaml, { version: '1.1', schema: 'yaml-1.1', merge: false })]) {
          const jobs = objectsAt(document, 'scrape_configs');
          expect(jobs).toHaveLength(texts.length);
          for (const [index, text] of texts.entries()) {
            expect(jobs[index]).toMatchObject({
              metrics_path: `/${text}`,
              params: { match: [text] },
              static_configs: [{ targets: ['a:1'] }],
            });
            const [{ labels } = { labels: {} }] = objectsAt(jobs[index], 'static_configs');
            expect(new Map(Object.entries(Object(labels))).get('plain')).toBe(text === 'plain' ? 'value' : text);
            const relabels = objectsAt(jobs[index], 'relabel_configs');
            expect(relabels[1]).toEqual({ separator: text, target_label: 'x', replacement: text });
            const metric = objectsAt(jobs[index], 'metric_relabel_configs');
            expect(metric[0]?.['regex'] ?? '').toBe(escaped(text));
          }
        }
      }),
      runs,
    );
  });

  const program = findVmProgram('vmagent');
  it.skipIf(program === undefined)('is loaded by the real vmagent, and no job is skipped', async () => {
    const judge = vmagentJudge(program ?? '', await makeCertificates());
    try {
      const { refusal, skipped } = judge.judge(configWith(hostileTexts));
      expect(refusal).toBeNull();
      expect(Object.fromEntries(skipped)).toEqual({});
    } finally {
      judge.close();
    }
  });
});
