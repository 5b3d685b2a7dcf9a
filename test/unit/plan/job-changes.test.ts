import { describe, expect, it } from 'vitest';
import { gzipBase64 } from '../../../hooks/config/gzip.ts';
import { changedFields } from '../../../hooks/plan/field-change.ts';

const secret = (text: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'vmagent-main', namespace: 'demo' },
  ...{ data: { 'vmagent.yaml.gz': text } },
});
const config = (jobs: Readonly<Record<string, string>>, interval = '30s') =>
  gzipBase64(
    `global:\n  scrape_interval: ${interval}\nscrape_configs:\n${Object.entries(jobs)
      .map(([name, path]) => `- job_name: ${name}\n  metrics_path: ${path}\n`)
      .join('')}`,
  );
const key = 'data.vmagent.yaml.gz';

describe('a changed scrape configuration', () => {
  it('is shown by the names of the jobs that change, come and go, without what they say', () => {
    const before = secret(config({ same: '/', edited: '/a', gone: '/' }));
    const after = secret(config({ same: '/', edited: '/b', added: '/' }));
    expect(changedFields(before, after)).toEqual([
      { path: `${key}[edited]`, before: '(hidden)', after: '(hidden)' },
      { path: `${key}[gone]`, before: '(hidden)' },
      { path: `${key}[added]`, after: '(hidden)' },
    ]);
  });

  it.each([
    { name: 'something beside the jobs', before: config({ a: '/' }), after: config({ a: '/' }, '1m') },
    { name: 'a value that is none', before: 'cGFzcw==', after: 'd29yZA==' },
  ])('is one field for $name', ({ before, after }) => {
    expect(changedFields(secret(before), secret(after))).toEqual([
      { path: key, before: '(hidden)', after: '(hidden)' },
    ]);
  });
});
