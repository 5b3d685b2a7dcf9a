import type { Issue } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import { endpointsOf } from './judge-endpoints.ts';
import { keepsOffFiles } from './judge-file-access.ts';
import { whyTooLong } from './judge-size.ts';
import { scrapeObjectIssues } from './judge-spec.ts';
import { unreadableValues } from './judge-values.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

/** What a scraper demands of the objects that it takes. */
export interface ScraperRules {
  readonly scrapeClasses: readonly { readonly name: string }[] | undefined;
  /** spec.arbitraryFSAccessThroughSMs.deny */
  readonly denyFileAccess: boolean;
}

/**
 * Why a scraper leaves out an object that it selects, or null: it names files where that is denied, names a scrape class that does
 * not exist, is wrong in itself (unless it skips validation), or would stop the scraper or vmop itself. Source: reference A4, A12, D3
 */
export function judgeScrapeObject<Kind extends ScrapeKind>(
  kind: Kind,
  object: ScrapeObjects[Kind],
  { scrapeClasses, denyFileAccess }: ScraperRules,
): Issue | null {
  return (
    (denyFileAccess ? whyFilesDenied(kind, object) : null) ??
    whyClassUnknown(object.spec.scrapeClass, scrapeClasses) ??
    findWrong(kind, object)
  );
}

function findWrong<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): Issue | null {
  const rules = skipsValidation(object) ? [] : scrapeObjectIssues(kind, object);
  // Even where the object skips validation: nobody's mistake stops the jobs of others.
  return rules[0] ?? whyTooLong(kind, object) ?? unreadableValues(kind, object)[0] ?? null;
}

/** The empty text is a name, which no class has. */
function whyClassUnknown(name: string | undefined, classes: ScraperRules['scrapeClasses']): Issue | null {
  if (name === undefined || classes?.some((each) => each.name === name) === true) return null;
  const message = `scrape class ${JSON.stringify(name)} not supported`;
  return { path: 'spec.scrapeClass', reason: 'ScrapeClassUnknown', message };
}

function whyFilesDenied<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): Issue | null {
  for (const { endpoint, path } of endpointsOf(kind, object)) {
    const issue = keepsOffFiles(endpoint, path);
    if (issue !== null) return issue;
  }
  return null;
}
