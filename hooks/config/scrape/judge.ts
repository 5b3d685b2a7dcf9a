import type { Issue } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import { type FileAccess, keepsOffFiles } from './judge-file-access.ts';
import { missingRoles, scrapeObjectIssues } from './judge-spec.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

/** What a scraper demands of the objects that it takes. */
export interface ScraperRules {
  readonly scrapeClasses: readonly { readonly name: string }[] | undefined;
  /** spec.arbitraryFSAccessThroughSMs.deny */
  readonly denyFileAccess: boolean;
}

/**
 * Why a scraper leaves out an object that it selects, or null: it names files where that is denied, names a scrape class that does
 * not exist, or is wrong in itself, unless the object skips validation. Source: reference A4, A12, D3
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
  const issues = skipsValidation(object) ? unskippable[kind](object) : scrapeObjectIssues(kind, object);
  return issues[0] ?? null;
}

const none = () => [];

/** What would stop the whole scraper is left out even where the object skips validation. */
const unskippable: { readonly [Kind in ScrapeKind]: (object: ScrapeObjects[Kind]) => readonly Issue[] } = {
  VMServiceScrape: none,
  VMPodScrape: none,
  VMProbe: ({ spec }) => missingRoles(spec),
  VMNodeScrape: none,
  VMStaticScrape: none,
  VMScrapeConfig: none,
};

/** The empty text is a name, which no class has. */
function whyClassUnknown(name: string | undefined, classes: ScraperRules['scrapeClasses']): Issue | null {
  if (name === undefined || classes?.some((each) => each.name === name) === true) return null;
  const message = `scrape class ${JSON.stringify(name)} not supported`;
  return { path: 'spec.scrapeClass', reason: 'ScrapeClassUnknown', message };
}

function whyFilesDenied<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): Issue | null {
  const { field, endpoints } = endpointsOf[kind](object);
  for (const [index, endpoint] of endpoints.entries()) {
    const issue = keepsOffFiles(endpoint, field === undefined ? 'spec' : `spec.${field}[${index}]`);
    if (issue !== null) return issue;
  }
  return null;
}

interface Endpoints {
  /** List in the spec; undefined where the spec itself is the endpoint. */
  readonly field?: string;
  readonly endpoints: readonly FileAccess[];
}

const endpointsOf: { readonly [Kind in ScrapeKind]: (object: ScrapeObjects[Kind]) => Endpoints } = {
  VMServiceScrape: ({ spec }) => ({ field: 'endpoints', endpoints: spec.endpoints }),
  VMPodScrape: ({ spec }) => ({ field: 'podMetricsEndpoints', endpoints: spec.podMetricsEndpoints }),
  VMProbe: ({ spec }) => ({ endpoints: [spec] }),
  VMNodeScrape: ({ spec }) => ({ endpoints: [spec] }),
  VMStaticScrape: ({ spec }) => ({ field: 'targetEndpoints', endpoints: spec.targetEndpoints }),
  VMScrapeConfig: ({ spec }) => ({ endpoints: [spec] }),
};
