import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { field, objectsAt } from '../harness/fields.ts';
import { difference } from './compare.mjs';

/** Keys of a Secret that hold a scrape configuration, unzipped as the recordings have it. */
const configKeys = ['vmagent.yaml.gz', 'scrape.yaml.gz'];

/** A normalised Secret with its scrape configuration taken out. */
interface Split {
  readonly object: KubeObject;
  readonly config: string | undefined;
}

/** Takes the scrape configuration out of a normalised object; another object stays as it is. */
export function splitConfig(object: KubeObject): Split {
  const data = field(object, 'decodedData');
  const key = isJsonObject(data) ? configKeys.find((name) => data[name] !== undefined) : undefined;
  if (!isJsonObject(data) || key === undefined) return { object, config: undefined };
  const { [key]: config, ...rest } = data;
  return {
    object: { ...object, decodedData: { ...rest, [key]: 'compared as a tree' } } as KubeObject,
    config: String(config),
  };
}

/**
 * Differences of two scrape configurations, one a line: jobs are found by their names, so that a job which only one side has is one
 * line; then the order of the common jobs, and the order of keys, which users see in their diffs.
 */
export function compareConfigs(recorded: string, rendered: string): readonly string[] {
  const [a, b] = [readConfig(recorded), readConfig(rendered)];
  const lines = difference(a.rest, b.rest, 'config', readYaml);
  for (const name of new Set([...a.jobs.keys(), ...b.jobs.keys()])) {
    const [left, right] = [a.jobs.get(name), b.jobs.get(name)];
    if (left === undefined || right === undefined)
      lines.push(`job ${name}: ${left === undefined ? 'not in the recording' : 'missing'}`);
    else lines.push(...compareJobs(left, right, `job ${name}`));
  }
  const common = (names: Iterable<string>) =>
    [...names].filter((name) => a.jobs.has(name) && b.jobs.has(name)).join(' ');
  if (common(a.jobs.keys()) !== common(b.jobs.keys())) {
    lines.push(`order of jobs: ${common(a.jobs.keys())} -> ${common(b.jobs.keys())}`);
  }
  return [...lines, ...keyOrder(a.rest, b.rest, 'config')];
}

/** Differences of two jobs. A relabel rule that only the recording has is one line, and does not shift those behind it. */
function compareJobs(recorded: JsonObject, rendered: JsonObject, path: string): readonly string[] {
  const lines: string[] = [];
  const aligned = Object.fromEntries(
    Object.entries(recorded).map(([key, value]) => {
      const own = rendered[key];
      if (!key.endsWith('relabel_configs') || !Array.isArray(value) || !Array.isArray(own)) return [key, value];
      const { kept, leftOut } = alignRules(value, own);
      lines.push(...leftOut.map((rule) => `${path}.${key}: left out ${JSON.stringify(rule)}`));
      return [key, kept];
    }),
  );
  return [...lines, ...difference(aligned, rendered, path, readYaml), ...keyOrder(aligned, rendered, path)];
}

/** Finds the recorded rules that the shorter rendered list skips. */
function alignRules(recorded: readonly unknown[], rendered: readonly unknown[]) {
  const kept: unknown[] = [];
  const leftOut: unknown[] = [];
  for (const rule of recorded) {
    const isSurplus = recorded.length - leftOut.length > rendered.length;
    if (isSurplus && difference(rule, rendered[kept.length]).length > 0) leftOut.push(rule);
    else kept.push(rule);
  }
  return { kept, leftOut };
}

interface Config {
  readonly jobs: ReadonlyMap<string, JsonObject>;
  readonly rest: JsonObject;
}

function readConfig(text: string): Config {
  const whole = readYaml(text);
  const { scrape_configs: _jobs, ...rest } = isJsonObject(whole) ? whole : { scrape_configs: [] };
  const jobs = new Map<string, JsonObject>();
  for (const job of objectsAt(whole, 'scrape_configs')) {
    const name = String(job['job_name']);
    // vmagent refuses a name that is there twice, but the recordings may hold one.
    jobs.set(jobs.has(name) ? `${name} (again)` : name, job);
  }
  return { jobs, rest };
}

function keyOrder(recorded: unknown, rendered: unknown, path: string): readonly string[] {
  if (Array.isArray(recorded) && Array.isArray(rendered)) {
    return recorded.flatMap((item, index) => keyOrder(item, rendered[index], `${path}[${index}]`));
  }
  if (!isJsonObject(recorded) || !isJsonObject(rendered)) return [];
  const left = Object.keys(recorded).filter((key) => key in rendered);
  const right = Object.keys(rendered).filter((key) => key in recorded);
  const here = left.join() === right.join() ? [] : [`${path}: order of keys ${left.join()} -> ${right.join()}`];
  return [...here, ...left.flatMap((key) => keyOrder(recorded[key], rendered[key], `${path}.${key}`))];
}

function readYaml(text: string): unknown {
  return parse(text, { maxAliasCount: -1 });
}
