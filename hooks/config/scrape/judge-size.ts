import type { Issue } from '../../api/issue.ts';
import { endpointsOf } from './judge-endpoints.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

/** Text that one object may come to, in characters: thousands of ordinary jobs, and a moment's work. */
const maxText = 32 * 1024 * 1024;

/** About what the smallest job comes to. */
const smallestJob = 1500;

/** How many times as long as written a selector or a list of labels is in a job, where each entry is a rule. */
const growth = 8;

/**
 * The issue of an object whose jobs would be so much longer than itself that rendering them would stop everybody else's: each endpoint
 * becomes a job that repeats what the spec says beside its endpoints. Null for all others. This is an estimate, made before anything is
 * rendered; whether the jobs fit into a Secret is seen afterwards.
 */
export function whyTooLong<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): Issue | null {
  const count = Math.max(endpointsOf(kind, object).length, probeTargets(object.spec));
  // A single job is no more than a few times as long as its object.
  if (count < 2) return null;
  const text = count * (smallestJob + growth * sharedLength(object.spec));
  if (text <= maxText) return null;
  const message = `its ${count} endpoints would come to some ${Math.round(text / 1024 / 1024)} MiB of configuration; ${maxText / 1024 / 1024} MiB is the most`;
  return { path: 'spec', reason: 'ScrapeObjectTooLarge', message };
}

/** Lists of which each entry is a job of its own. */
const lists = new Set(['endpoints', 'podMetricsEndpoints', 'targetEndpoints', 'targets']);

function sharedLength(spec: object): number {
  const shared = Object.entries(spec).filter(([field]) => !lists.has(field));
  return JSON.stringify(shared).length;
}

function probeTargets(spec: ScrapeObjects[ScrapeKind]['spec']): number {
  return 'targets' in spec ? (spec.targets?.kubernetes?.length ?? 0) : 0;
}
