import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Issue } from '../../api/issue.ts';

const path = 'spec.inlineScrapeConfig';

/** Further scrape jobs are YAML: a list of mappings. What the text says is not shown: it may hold secrets. Source: reference D3 */
export function readsInlineScrapeConfig(text: string | undefined): Issue | null {
  if (text === undefined || text === '') return null;
  // 1.1 as Go's readers.
  const { contents, errors } = parseDocument(text, { version: '1.1', logLevel: 'error', uniqueKeys: false });
  const say = (wrong: string): Issue => ({
    path,
    reason: 'InlineScrapeConfigInvalid',
    message: `bad cr.spec.inlineScrapeConfig it must be valid yaml: ${wrong}`,
  });
  const fault = errors[0];
  if (fault !== undefined) return say(`${fault.code} at line ${fault.linePos?.[0].line ?? 1}`);
  if (contents === null || isMap(contents) || isNull(contents)) return null;
  if (!isSeq(contents)) return say('it is no list of scrape jobs');
  const wrong = contents.items.findIndex((item) => !isMap(item) && !isNull(item));
  return wrong < 0 ? null : say(`entry ${wrong} is no scrape job`);
}

/** A mapping passes the official webhook, but cannot be joined with the other jobs. */
export function listsInlineScrapeConfig(text: string | undefined): Issue | null {
  if (text === undefined || text === '') return null;
  const { contents } = parseDocument(text, { version: '1.1', logLevel: 'error' });
  if (!isMap(contents)) return null;
  return { path, reason: 'InlineScrapeConfigInvalid', message: `${path} must be a list of scrape jobs, not a mapping` };
}

function isNull(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}
