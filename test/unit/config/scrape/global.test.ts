import { describe, expect, it } from 'vitest';
import { parseExtraJobs } from '../../../../hooks/config/scrape/extra-jobs.ts';
import { renderGlobal } from '../../../../hooks/config/scrape/global.ts';
import type { Scraper } from '../../../../hooks/config/scrape/scraper.ts';
import { toYaml } from '../../../../hooks/config/yaml.ts';
import { aScraper } from './render-example.ts';

const globalOf = (spec: Scraper['spec']) => renderGlobal(aScraper(spec, { namespace: 'default', name: 'test' }));

describe('global', () => {
  it('worked example E11, with additional and inline jobs', () => {
    const texts = [
      ['spec.additionalScrapeConfigs', '- job_name: fromSecret\n  static_configs: [{targets: [h:1]}]'],
      ['spec.inlineScrapeConfig', '- job_name: inline   # lost\n  static_configs:\n  - targets: ["h:2"]\n'],
    ] as const;
    const jobs = texts.flatMap(([path, text]) => {
      const parsed = parseExtraJobs(text, path);
      return parsed.ok ? parsed.value : [];
    });
    const global = globalOf({
      scrapeInterval: '30m',
      scrapeTimeout: '20m',
      externalLabels: { zone: 'z1', cluster: 'c1' },
      globalScrapeMetricRelabelConfigs: [{ action: 'labeldrop', regex: 'tmp_.*' }],
      globalScrapeRelabelConfigs: [{ source_labels: ['a'], target_label: 'b' }],
    });
    expect(toYaml({ global, scrape_configs: jobs })).toBe(`global:
  scrape_interval: 30m
  external_labels:
    cluster: c1
    prometheus: default/test
    zone: z1
  scrape_timeout: 20m
  metric_relabel_configs:
  - regex: tmp_.*
    action: labeldrop
  relabel_configs:
  - source_labels:
    - a
    target_label: b
scrape_configs:
- job_name: fromSecret
  static_configs:
  - targets:
    - h:1
- job_name: inline
  static_configs:
  - targets:
    - h:2
`);
  });

  it.each([
    { name: 'nothing set', spec: {}, labels: { prometheus: 'default/test' } },
    {
      name: 'the later name of the label wins',
      spec: { externalLabelName: 'a', vmAgentExternalLabelName: 'b' },
      labels: { a: 'default/test' },
    },
    { name: 'the earlier name of the label', spec: { vmAgentExternalLabelName: 'b' }, labels: { b: 'default/test' } },
    { name: 'an empty name adds no label', spec: { externalLabelName: '', vmAgentExternalLabelName: 'b' }, labels: {} },
    { name: "the user's label wins", spec: { externalLabels: { prometheus: 'mine' } }, labels: { prometheus: 'mine' } },
    {
      name: 'no limit is no limit',
      spec: { sampleLimit: 0, globalScrapeRelabelConfigs: [{}] },
      labels: { prometheus: 'default/test' },
    },
  ])('$name', ({ spec, labels }) => {
    expect(globalOf(spec)).toEqual({ scrape_interval: '30s', external_labels: labels });
  });
});
