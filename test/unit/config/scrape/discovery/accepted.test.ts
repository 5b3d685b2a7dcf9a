import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { viewSchema } from '../../../../../hooks/api/schema-view.ts';
import { vmscrapeconfigApi } from '../../../../../hooks/api/vmscrapeconfig.ts';
import { renderGlobal } from '../../../../../hooks/config/scrape/global.ts';
import { renderScrapeConfig } from '../../../../../hooks/config/scrape/jobs/scrape-config.ts';
import { toYaml } from '../../../../../hooks/config/yaml.ts';
import { isJsonObject } from '../../../../../hooks/lib/json.ts';
import { makeCertificates } from '../../../../fixtures/certificates.ts';
import { findVmProgram } from '../../../../harness/vm-binaries.ts';
import { type VmagentJudge, vmagentJudge } from '../../../../judge/vmagent.ts';
import { aContext, aScraper } from '../render-example.ts';
import { everySetting, values } from './every-setting.ts';

const objects = everySetting();
const scraper = aScraper({ globalScrapeRelabelConfigs: [{ action: 'labeldrop', regex: 'x' }], sampleLimit: 5 });
const contexts = objects.map(() => aContext(scraper, 'demo', values));
const jobs = objects.flatMap((object, index) => {
  const context = contexts[index];
  return context === undefined ? [] : renderScrapeConfig(object, context);
});

describe('every setting of discovery and clients', () => {
  it('is there', () => {
    const spec = viewSchema(vmscrapeconfigApi.schema).shape;
    const field = spec.type === 'object' ? spec.fields['spec'] : undefined;
    if (field === undefined) throw new Error('no spec');
    const said = new Set(objects.flatMap(({ spec }) => pathsOf(spec, '')));
    expect([...pathsIn(field.schema, '')].filter((path) => relevant.test(path) && !said.has(path))).toEqual([]);
  });

  it('finds its references', () => {
    const reads = contexts.flatMap(({ reader }) => reader.reads);
    expect(reads.filter(({ resolution }) => resolution.state !== 'found')).toEqual([]);
    expect(new Set(reads.map(({ path }) => path)).size).toBeGreaterThan(150);
  });

  it('has each section once per job', () => {
    const sections = jobs.map((job) => Object.keys(job).filter((key) => /_configs$/.test(key) && !/relabel/.test(key)));
    expect(sections.map(({ length }) => length)).toEqual(objects.map(() => 23));
  });

  it.skipIf(findVmProgram('vmagent') === undefined)('is accepted by the real vmagent', async () => {
    const judge: VmagentJudge = vmagentJudge(findVmProgram('vmagent') ?? '', await makeCertificates());
    const text = toYaml({ global: renderGlobal(scraper), scrape_configs: jobs });
    const verdict = judge.judge({ text, overflow: [] });
    judge.close();
    expect(verdict.refusal).toBeNull();
    expect(Object.fromEntries(verdict.skipped)).toEqual({});
  });
});

/** Everything but what is common to all scrape kinds and shown elsewhere, and a switch without effect here. */
const relevant =
  /^\.(?:(?!.*\.optional$)(?:\w+SDConfigs|staticConfigs|vm_scrape_params|tlsConfig|basicAuth|oauth2|authorization|bearerToken))/;

/** Paths of all values in an object, items of lists as one. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item) => pathsOf(item, path))];
  if (!isJsonObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, `${path}.${key}`))];
}

/** Paths of all fields of a schema, items of lists as one. */
function pathsIn(schema: z.core.$ZodType, path: string): readonly string[] {
  const { shape } = viewSchema(schema);
  if (shape.type === 'array') return pathsIn(shape.items, path);
  if (shape.type !== 'object') return [path];
  return [path, ...Object.entries(shape.fields).flatMap(([key, field]) => pathsIn(field.schema, `${path}.${key}`))];
}
