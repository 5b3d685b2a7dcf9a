import { describe, expect, it } from 'vitest';
import { parseExtraJobs } from '../../../../hooks/config/scrape/extra-jobs.ts';
import { toYaml } from '../../../../hooks/config/yaml.ts';

const path = 'spec.inlineScrapeConfig';
const written = (text: string) => {
  const parsed = parseExtraJobs(text, path);
  return parsed.ok ? toYaml(parsed.value) : parsed.error;
};

describe('further scrape jobs', () => {
  it.each([
    { name: 'nothing', text: '', jobs: '[]\n' },
    { name: 'only a comment', text: '# none\n', jobs: '[]\n' },
    { name: 'an empty item', text: '-\n- job_name: a\n', jobs: '- job_name: a\n' },
    { name: 'keys in their order', text: '- {job_name: z, b: 1, a: 2}', jobs: '- job_name: z\n  b: 1\n  a: 2\n' },
    { name: 'YAML 1.1 booleans and octals', text: '- {a: yes, b: 010}', jobs: '- a: true\n  b: 8\n' },
    { name: 'no numbers to base 60', text: '- {a: 1:30, b: 190:20:30.15}', jobs: "- a: '1:30'\n  b: '190:20:30.15'\n" },
    {
      name: 'no dates',
      text: '- {a: 2001-12-14, b: 2001-12-14t21:59:43.10-05:00}',
      jobs: "- a: '2001-12-14'\n  b: '2001-12-14t21:59:43.10-05:00'\n",
    },
    {
      name: 'all digits of a large number',
      text: '- {a: 12345678901234567891, b: 9007199254740993}',
      jobs: "- a: '12345678901234567891'\n  b: '9007199254740993'\n",
    },
    {
      name: 'infinity as text',
      text: '- {a: .inf, b: -.Inf, c: .nan}',
      jobs: "- a: '.inf'\n  b: '-.Inf'\n  c: '.nan'\n",
    },
    {
      name: 'merges and aliases',
      text: '- &x {job_name: a, l: [1]}\n- {<<: *x, job_name: b}\n',
      jobs: '- job_name: a\n  l:\n  - 1\n- job_name: b\n  l:\n  - 1\n',
    },
    {
      name: 'tags that JSON lacks',
      text: '- {a: !!set {x, z}, b: !!omap [z: 1], c: !!binary aGk=}',
      jobs: '- a:\n    x: null\n    z: null\n  b:\n  - z: 1\n  c: aGk=\n',
    },
    { name: 'the last of two equal keys', text: '- {a: 1, a: 2}', jobs: '- a: 2\n' },
    {
      name: 'a hostile key',
      text: '- {__proto__: {x: 1}, constructor: 2}',
      jobs: '- __proto__:\n    x: 1\n  constructor: 2\n',
    },
    {
      name: 'keys that are no text',
      text: '- {010: a, null: b, y: c, 1.10: d}',
      jobs: "- '010': a\n  \"\": b\n  'y': c\n  '1.10': d\n",
    },
  ])('$name', ({ text, jobs }) => {
    expect(written(text)).toBe(jobs);
  });

  const bomb = `- a: &a [x, x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h']
    .map((key, index) => `  ${key}: &${key} [${`*${'abcdefg'[index]}, `.repeat(10)}]\n`)
    .join('')}`;
  it.each([
    { name: 'a mapping', text: 'job_name: a', wrong: `${path} must be a list of scrape jobs, not a mapping` },
    { name: 'a text', text: 'hunter2', wrong: 'it is no list of scrape jobs' },
    { name: 'an item that is no mapping', text: '- job_name: a\n- hunter2', wrong: 'entry 1 is no scrape job' },
    { name: 'no YAML', text: '- job_name: a\n- {password: hunter2', wrong: 'BAD_INDENT at line 3|at line 2' },
    { name: 'two documents', text: '- job_name: a\n---\n- job_name: hunter2\n', wrong: 'MULTIPLE_DOCS at line 2' },
    { name: 'an alias without anchor', text: '- job_name: *hunter2', wrong: 'an alias in it has no anchor' },
    { name: 'a bomb of aliases', text: bomb, wrong: 'or there are too many' },
    { name: 'a mapping that contains itself', text: '- &a {job_name: x, y: *a}', wrong: 'contains itself' },
  ])('$name is an issue without the text', ({ text, wrong }) => {
    const issue = written(text);
    expect(issue).toMatchObject({ path, reason: 'ScrapeJobsInvalid', message: expect.stringMatching(wrong) });
    expect(JSON.stringify(issue)).not.toContain('hunter2');
  });
});
