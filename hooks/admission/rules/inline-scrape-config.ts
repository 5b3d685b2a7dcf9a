import type { Issue } from '../../api/issue.ts';
import { mappingMessage, readJobsText } from '../../config/scrape/extra-jobs.ts';

const path = 'spec.inlineScrapeConfig';

/** Further scrape jobs are YAML: a list of mappings. What the text says is not shown: it may hold secrets. Source: reference D3 */
export function readsInlineScrapeConfig(text: string | undefined): Issue | null {
  const read = readJobsText(text ?? '');
  if (read.kind !== 'wrong') return null;
  return {
    path,
    reason: 'InlineScrapeConfigInvalid',
    message: `bad cr.spec.inlineScrapeConfig it must be valid yaml: ${read.why}`,
  };
}

/** A mapping passes the official webhook, but cannot be joined with the other jobs. */
export function listsInlineScrapeConfig(text: string | undefined): Issue | null {
  if (readJobsText(text ?? '').kind !== 'mapping') return null;
  return { path, reason: 'InlineScrapeConfigInvalid', message: mappingMessage(path) };
}
