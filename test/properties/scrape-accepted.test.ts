import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesFolder, examplesFolder, loadCases } from '../conformance/corpus.ts';
import { renderCase } from '../conformance/render-case.ts';
import { makeCertificates } from '../fixtures/certificates.ts';
import { type GeneratedConfig, generatedConfigs } from '../fixtures/scrape-config.ts';
import { findVmProgram } from '../harness/vm-binaries.ts';
import { contradictoryJobs } from '../judge/contradictory-jobs.ts';
import { type VmagentJudge, vmagentJudge } from '../judge/vmagent.ts';

const program = findVmProgram('vmagent');

const cases = [casesFolder, examplesFolder]
  .flatMap((folder) => loadCases(folder, ''))
  .filter(({ inputs }) => inputs.some(({ kind }) => kind === 'VMAgent' || kind === 'VMSingle'))
  .map(({ name, inputs }) => ({ name, inputs }));

const configs = new Map<string, readonly GeneratedConfig[]>();

/** What we make of a case; each is made once. */
function configsOf({ name, inputs }: (typeof cases)[number]): readonly GeneratedConfig[] {
  const known = configs.get(name);
  if (known !== undefined) return known;
  const made = generatedConfigs(renderCase(inputs, { VM_GATEWAY_API_ENABLED: 'true' }).children);
  configs.set(name, made);
  return made;
}

describe('scrape configurations of all recorded cases', () => {
  it('are there', () => {
    expect(cases.flatMap(configsOf).length).toBeGreaterThanOrEqual(55);
  });

  it.each(cases)('$name: every TLS asset that a job names lies in the Secret of TLS assets', (recorded) => {
    for (const { text, overflow, assets } of configsOf(recorded)) {
      const named = [text, ...overflow].flatMap((one) => [
        ...one.matchAll(/: \/etc\/(?:vmagent|vm)-tls\/certs\/(\S+)$/gm),
      ]);
      expect(named.map(([, file]) => file).filter((file) => file === undefined || !assets.has(file))).toEqual([]);
    }
  });
});

describe.skipIf(program === undefined)('the real vmagent', () => {
  let judge: VmagentJudge;
  let isOld: boolean;
  beforeAll(async () => {
    judge = vmagentJudge(program ?? '', await makeCertificates());
    isOld = judge.isOld;
  });
  afterAll(() => judge?.close());

  it.each(cases)('loads what we make of $name, every job of it that does not contradict itself', (recorded) => {
    const skipped = configsOf(recorded).flatMap((config) => {
      const { refusal, skipped: jobs } = judge.judge(config);
      expect(refusal).toBeNull();
      return [...jobs.keys()];
    });
    const rows = contradictoryJobs.filter((row) => row.case === recorded.name && (isOld || row.onlyOld !== true));
    expect(skipped.sort()).toEqual(rows.flatMap(({ jobs }) => jobs).sort());
  });

  it.each([
    { wrong: 'no YAML', text: 'scrape_configs: [', refusal: /cannot unmarshal/ },
    {
      wrong: 'an unknown field',
      text: 'scrape_configs:\n- job_name: a\n  bogus: 1\n',
      refusal: /field bogus not found/,
    },
    { wrong: 'a bad duration', text: 'scrape_configs:\n- job_name: a\n  scrape_interval: soon\n', refusal: /soon/ },
    { wrong: 'one name twice', text: 'scrape_configs:\n- job_name: a\n- job_name: a\n', refusal: /duplicate/ },
  ])('refuses $wrong', ({ text, refusal }) => {
    expect(judge.judge({ text, overflow: [] }).refusal).toMatch(refusal);
  });

  it('skips a job that contradicts itself, in the main file and in the overflow', () => {
    const bad = (name: string) => `- job_name: ${name}\n  relabel_configs:\n  - regex: (\n    target_label: a\n`;
    const good = (name: string) => `- job_name: ${name}\n  basic_auth:\n    username: u\n    password_file: /nowhere\n`;
    const text = `scrape_config_files:\n- /etc/vm/sc-files/*/jobs.yaml\nscrape_configs:\n${good('a')}${bad('b')}`;
    const { refusal, skipped } = judge.judge({ text, overflow: [`${good('c')}${bad('d')}`] });
    expect(refusal).toBeNull();
    expect([...skipped.keys()].sort()).toEqual(['b', 'd']);
  });
});
