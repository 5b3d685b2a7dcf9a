import type { JsonObject } from '../../lib/json.ts';
import { toYaml } from '../yaml.ts';

/** Where the config-reloader unpacks overflow files in the container. Source: reference A15 */
const overflowFiles = '/etc/vm/sc-files/*/jobs.yaml';

/** Text of the main configuration: `global`, where there are overflow files their pattern, then the jobs, given as texts of YAML lists. Source: reference A5 */
export function renderDocument(global: JsonObject, hasOverflow: boolean, chunks: readonly string[]): string {
  const files = hasOverflow ? { scrape_config_files: [overflowFiles] } : {};
  const head = toYaml({ global, ...files });
  return `${head}scrape_configs:${chunks.length === 0 ? ' []\n' : `\n${chunks.join('')}`}`;
}

/** Text of an overflow file. */
export function renderOverflow(chunks: readonly string[]): string {
  return chunks.length === 0 ? '[]\n' : chunks.join('');
}

/** Jobs as the text of a YAML list, which stands below its key without indentation, so that texts of several lists make one. Empty without jobs. */
export function renderChunk(jobs: readonly JsonObject[]): string {
  return jobs.length === 0 ? '' : toYaml(jobs);
}

/**
 * The text of each job in a configuration that was written earlier, by job name: main document or overflow file, ours or the
 * official operator's, which have the same layout. What is laid out otherwise is not found.
 */
export function splitJobs(text: string): ReadonlyMap<string, string> {
  const marker = '\nscrape_configs:\n';
  const start = text.indexOf(marker);
  const list = start < 0 ? text : text.slice(start + marker.length);
  const jobs = new Map<string, string>();
  for (const chunk of list.split(/^(?=- )/m)) {
    const name = /^- job_name: (\S+)\n/.exec(chunk)?.[1];
    if (name !== undefined) jobs.set(name, chunk);
  }
  return jobs;
}
