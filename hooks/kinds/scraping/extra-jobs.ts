import type { Issue } from '../../api/issue.ts';
import { parseExtraJobs } from '../../config/scrape/extra-jobs.ts';
import type { Scraper } from '../../config/scrape/scraper.ts';
import type { JsonObject } from '../../lib/json.ts';
import { err, type Result } from '../../lib/result.ts';
import { trimEndSpace } from '../../lib/trim-end-space.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import type { KeyReference } from '../../objects/k8s-types.ts';
import { lookUp } from '../reference-bundle/look-up.ts';

/** Jobs that come as text, and why one of the texts cannot be used. */
interface ExtraJobs {
  readonly jobs: readonly JsonObject[];
  readonly issues: readonly Issue[];
}

/** Jobs of spec.additionalScrapeConfigs, then those of spec.inlineScrapeConfig. Throws when the request lacks the Secrets. Source: reference A6 */
export function readExtraJobs(
  related: ObjectGroups,
  { namespace, spec }: Pick<Scraper, 'namespace' | 'spec'>,
): ExtraJobs {
  const { additionalScrapeConfigs: additional, inlineScrapeConfig: inline } = spec;
  const texts: readonly Result<readonly JsonObject[], Issue>[] = [
    ...(additional === undefined ? [] : [fromSecret(related, namespace, additional)]),
    ...(inline === undefined || inline === '' ? [] : [parseExtraJobs(inline, 'spec.inlineScrapeConfig')]),
  ];
  const jobs = texts.flatMap((text) => (text.ok ? text.value : []));
  return { jobs, issues: [...texts.flatMap((text) => (text.ok ? [] : [text.error])), ...findRepeated(jobs)] };
}

/** vmagent refuses a whole configuration in which two jobs have one name. */
function findRepeated(jobs: readonly JsonObject[]): readonly Issue[] {
  const names = jobs.map((job) => job['job_name']).filter((name) => name !== undefined);
  const counts = new Map<unknown, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const repeated = names.find((name) => counts.get(name) !== 1);
  if (repeated === undefined) return [];
  const message = `two jobs of spec.additionalScrapeConfigs and spec.inlineScrapeConfig have the job_name ${JSON.stringify(repeated)}`;
  return [{ path: 'spec.inlineScrapeConfig', reason: 'ScrapeJobsInvalid', message }];
}

function fromSecret(
  related: ObjectGroups,
  namespace: string,
  { name = '', key }: KeyReference,
): Result<readonly JsonObject[], Issue> {
  const path = 'spec.additionalScrapeConfigs';
  const found = lookUp({ kind: 'Secret', namespace, name, key }, related);
  if (found.state === 'missing') return err({ path, reason: 'ReferenceNotFound', message: found.message });
  return parseExtraJobs(trimEndSpace(found.value), path);
}
