import type { Issue } from '../../api/issue.ts';
import { type EndpointAuthSpec, whyAuthWrong } from '../../config/access/endpoint-auth.ts';

/** One scrape class, as far as rules look at it. */
export interface ScrapeClassSpec extends EndpointAuthSpec {
  readonly name: string;
  readonly default?: boolean | undefined;
}

/** Scrape classes have names of their own, one default at most, and credentials that do not contradict themselves. */
export function scrapeClassIssues(classes: readonly ScrapeClassSpec[] | undefined): readonly Issue[] {
  const names = new Set<string>();
  let hasDefault = false;
  const issues: Issue[] = [];
  for (const [index, scrapeClass] of (classes ?? []).entries()) {
    const add = (message: string) =>
      issues.push({ path: `spec.scrapeClasses[${index}]`, reason: 'ScrapeClassInvalid', message });
    if (names.has(scrapeClass.name)) add(`duplicated scrapeClass="${scrapeClass.name}"`);
    names.add(scrapeClass.name);
    if (scrapeClass.default === true && hasDefault) add('multiple default scrape classes defined');
    hasDefault ||= scrapeClass.default === true;
    const wrong = whyAuthWrong(scrapeClass);
    if (wrong !== null) add(`incorrect ${wrong.field} for scrapeClass="${scrapeClass.name}": ${wrong.message}`);
  }
  return issues;
}
