import type { Issue } from '../../api/issue.ts';
import { parseExtraJobs } from '../../config/scrape/extra-jobs.ts';
import type { Scraper } from '../../config/scrape/scraper.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Result } from '../../lib/result.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import type { KeyReference } from '../../objects/k8s-types.ts';
import { readSecretKey } from '../secret-reference.ts';

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
  return {
    jobs: texts.flatMap((text) => (text.ok ? text.value : [])),
    issues: texts.flatMap((text) => (text.ok ? [] : [text.error])),
  };
}

function fromSecret(
  related: ObjectGroups,
  namespace: string,
  reference: KeyReference,
): Result<readonly JsonObject[], Issue> {
  const path = 'spec.additionalScrapeConfigs';
  const text = readSecretKey(related, namespace, reference, path);
  return text.ok ? parseExtraJobs(text.value, path) : text;
}
