import { describe, expect, it } from 'vitest';
import { parseObject } from '../../../../hooks/api/parse.ts';
import { vmscrapeconfigApi } from '../../../../hooks/api/vmscrapeconfig.ts';
import { parseExtraJobs } from '../../../../hooks/config/scrape/extra-jobs.ts';
import { renderGlobal } from '../../../../hooks/config/scrape/global.ts';
import { renderScrapeConfig } from '../../../../hooks/config/scrape/jobs/scrape-config.ts';
import type { Scraper } from '../../../../hooks/config/scrape/scraper.ts';
import { toYaml } from '../../../../hooks/config/yaml.ts';
import { isJsonObject, type JsonObject } from '../../../../hooks/lib/json.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { compareConfigs } from '../../../conformance/compare-config.ts';
import { casesFolder, loadCases, type RecordedCase } from '../../../conformance/corpus.ts';
import { unintended } from '../../../conformance/intended-differences.ts';
import { readYaml } from '../../../fixtures/scrape-config.ts';
import { field, objectsAt, textAt } from '../../../harness/fields.ts';
import { aContext } from './render-example.ts';

/** A recorded configuration with the VMAgent or VMSingle that it belongs to. */
interface Recording {
  readonly name: string;
  readonly inputs: readonly KubeObject[];
  readonly scraper: Scraper;
  readonly config: JsonObject;
}

const recordings = loadCases(casesFolder, 'vm').flatMap(recordingsOf);
const jobsNamed = (config: JsonObject, pattern: RegExp) =>
  objectsAt(config, 'scrape_configs').filter((job) => pattern.test(String(job['job_name'])));
const ofScrapeConfigs = /^scrapeConfig\//;
const ofObjects = /^(?:serviceScrape|podScrape|probe|nodeScrape|staticScrape|scrapeConfig)\//;

describe('what the official operator wrote', () => {
  it('is there', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(55);
    expect(recordings.flatMap(({ config }) => jobsNamed(config, ofScrapeConfigs)).length).toBeGreaterThanOrEqual(12);
  });

  it.each(recordings)('$name: global', ({ scraper, config }) => {
    expect(inOrder(renderGlobal(scraper))).toEqual(inOrder(config['global']));
  });

  it.each(recordings.filter(({ config }) => jobsNamed(config, ofScrapeConfigs).length > 0))(
    '$name: jobs of VMScrapeConfigs',
    ({ inputs, scraper, config }) => {
      for (const job of jobsNamed(config, ofScrapeConfigs)) {
        const [, namespace = '', name] = String(job['job_name']).split('/');
        const object = inputs.find(
          ({ kind, metadata }) =>
            kind === 'VMScrapeConfig' && metadata.name === name && metadata.namespace === namespace,
        );
        const parsed = parseObject(vmscrapeconfigApi, object);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
        const context = aContext(scraper, namespace, valuesOf(inputs));
        expect(differences(job, renderScrapeConfig(parsed.value, context))).toEqual([]);
        expect(context.reader.reads.filter(({ resolution }) => resolution.state !== 'found')).toEqual([]);
      }
    },
  );

  it.each(recordings.filter(({ scraper }) => extraTexts(scraper).length > 0))(
    '$name: further jobs',
    ({ inputs, scraper, config }) => {
      const values = valuesOf(inputs);
      const jobs = extraTexts(scraper).flatMap(({ path, text, reference }) => {
        const parsed = parseExtraJobs(text ?? values[reference ?? ''] ?? '', path);
        if (!parsed.ok) throw new Error(parsed.error.message);
        return parsed.value;
      });
      const recorded = objectsAt(config, 'scrape_configs').filter((job) => !ofObjects.test(String(job['job_name'])));
      expect(jobs.map(inOrder)).toEqual(recorded.map(inOrder));
    },
  );
});

/** Differences that are not meant, the order of keys among them. vmagent refuses empty rules, so we leave them out. */
function differences(recorded: JsonObject, rendered: readonly JsonObject[]): readonly string[] {
  const rules = objectsAt(recorded, 'relabel_configs').filter((rule) => !isEmpty(rule));
  const texts = [[{ ...recorded, relabel_configs: rules }], rendered].map((jobs) => toYaml({ scrape_configs: jobs }));
  return unintended(compareConfigs(texts[0] ?? '', texts[1] ?? '').map((line) => `Secret: ${line}`));
}

function isEmpty(rule: JsonObject): boolean {
  return Object.keys(rule).length === 0;
}

function recordingsOf({ name, inputs, children }: RecordedCase): readonly Recording[] {
  return inputs.flatMap((input) => {
    if (input.kind !== 'VMAgent' && input.kind !== 'VMSingle') return [];
    const { name: own, namespace = 'demo' } = input.metadata;
    const secret = children.find(
      ({ kind, metadata }) => kind === 'Secret' && metadata.name === `${input.kind.toLowerCase()}-${own}`,
    );
    const files = field(secret, 'decodedData');
    const text = textAt(files, 'vmagent.yaml.gz') ?? textAt(files, 'scrape.yaml.gz') ?? '';
    const config = readYaml(text);
    if (!isJsonObject(config)) return [];
    const scraper: Scraper = {
      namespace,
      name: own,
      tlsDirectory: input.kind === 'VMAgent' ? '/etc/vmagent-tls/certs' : '/etc/vm-tls/certs',
      enforceEndpointslices: false,
      spec: input['spec'] as Scraper['spec'],
    };
    return [{ name: `${name} ${own}`, inputs, scraper, config }];
  });
}

function extraTexts({ namespace, spec }: Scraper) {
  const { additionalScrapeConfigs: secret, inlineScrapeConfig: text } = spec;
  return [
    ...(secret === undefined
      ? []
      : [{ path: 'spec.additionalScrapeConfigs', reference: `Secret/${namespace}/${secret.name}/${secret.key}` }]),
    ...(text === undefined ? [] : [{ path: 'spec.inlineScrapeConfig', text }]),
  ] as readonly { readonly path: string; readonly text?: string; readonly reference?: string }[];
}

/** Values of Secrets and ConfigMaps among a case's inputs, by reference. */
function valuesOf(inputs: readonly KubeObject[]): Readonly<Record<string, string>> {
  const entries = inputs.flatMap(({ kind, metadata, ...object }) => {
    if (kind !== 'Secret' && kind !== 'ConfigMap') return [];
    return Object.entries(Object(field(object, 'data') ?? {})).map(([key, value]) => [
      `${kind}/${metadata.namespace}/${metadata.name}/${key}`,
      kind === 'Secret' ? Buffer.from(String(value), 'base64').toString() : String(value),
    ]);
  });
  return Object.fromEntries(entries);
}

/** Mappings as lists of pairs, so that the order of keys counts. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  return isJsonObject(value) ? Object.entries(value).map(([key, each]) => [key, inOrder(each)]) : value;
}
