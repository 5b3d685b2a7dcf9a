import { gunzipBase64 } from '../config/gzip.ts';
import { splitJobs } from '../config/scrape/document.ts';

/** What became of one job of a scrape configuration. */
export interface JobChange {
  readonly job: string;
  readonly existed: boolean;
  readonly exists: boolean;
}

/**
 * The jobs that differ between two versions of a gzipped scrape configuration, by name; what they say is not shown, since it may hold
 * passwords. Undefined for what is none, and where something beside the jobs differs alone.
 */
export function changedJobs(before: unknown, after: unknown): readonly JobChange[] | undefined {
  const [old, next] = [jobsOf(before), jobsOf(after)];
  if (old === undefined || next === undefined) return undefined;
  const names = [...new Set([...old.keys(), ...next.keys()])];
  const changes = names
    .filter((name) => old.get(name) !== next.get(name))
    .map((job) => ({ job, existed: old.has(job), exists: next.has(job) }));
  return changes.length === 0 ? undefined : changes;
}

function jobsOf(value: unknown): ReadonlyMap<string, string> | undefined {
  const text = typeof value === 'string' ? gunzipBase64(value) : undefined;
  return text?.ok === true ? splitJobs(text.value) : undefined;
}
