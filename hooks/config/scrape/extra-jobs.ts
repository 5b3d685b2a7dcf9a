import { type Document, parseDocument, type Tags, visit } from 'yaml';
import type { Issue } from '../../api/issue.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { err, ok, type Result } from '../../lib/result.ts';

/** What a text with further scrape jobs turns out to be. */
export type JobsText =
  | { readonly kind: 'jobs'; readonly jobs: readonly JsonObject[] }
  | { readonly kind: 'mapping' }
  | { readonly kind: 'wrong'; readonly why: string };

/**
 * Parses further scrape jobs, a YAML list of mappings, for which the official operator knows two fields; `path` is that of the field.
 * Keys keep their order, comments are lost, and what a job says is not looked at. The Issue tells what is wrong without repeating the
 * text, which may hold secrets. Source: reference A6
 */
export function parseExtraJobs(text: string, path: string): Result<readonly JsonObject[], Issue> {
  const read = readJobsText(text);
  switch (read.kind) {
    case 'jobs':
      return ok(read.jobs);
    case 'mapping':
      return err({ path, reason: 'ScrapeJobsInvalid', message: mappingMessage(path) });
    case 'wrong':
      return err({
        path,
        reason: 'ScrapeJobsInvalid',
        message: `${path} must be a YAML list of scrape jobs: ${read.why}`,
      });
    default:
      return read satisfies never;
  }
}

/** What a user reads who wrote one job without the list around it. */
export function mappingMessage(path: string): string {
  return `${path} must be a list of scrape jobs, not a mapping`;
}

/** The same, with a single mapping told apart. Nothing but white space or `null` is an empty list; items that are null are left out. */
export function readJobsText(text: string): JobsText {
  const document = parseDocument(text, { version: '1.1', logLevel: 'error', uniqueKeys: false, customTags: goTags });
  const fault = document.errors[0];
  if (fault !== undefined) {
    return { kind: 'wrong', why: `${fault.code} at line ${fault.linePos?.[0].line ?? 1}` };
  }
  const loop = findLoop(document);
  if (loop !== null) return { kind: 'wrong', why: loop };
  keepSources(document);
  const content = toPlain(document);
  if (!content.ok) return { kind: 'wrong', why: content.error };
  if (content.value === null) return { kind: 'jobs', jobs: [] };
  if (isJsonObject(content.value)) return { kind: 'mapping' };
  if (!Array.isArray(content.value)) return { kind: 'wrong', why: 'it is no list of scrape jobs' };
  const items: readonly unknown[] = content.value;
  const wrong = items.findIndex((item) => item !== null && !isJsonObject(item));
  if (wrong >= 0) return { kind: 'wrong', why: `entry ${wrong} is no scrape job` };
  return { kind: 'jobs', jobs: items.filter(isJsonObject) };
}

/** YAML 1.1 as the programs read it, which are written in Go: no numbers to base 60, and neither dates nor sets that JSON lacks. */
function goTags(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !(tag.format === 'TIME' || foreign.has(tag.tag)));
}

const foreign: ReadonlySet<string> = new Set(
  ['binary', 'omap', 'pairs', 'set', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`),
);

/**
 * Keys stay as they are written, `010` and `on` among them, and so do numbers that a JavaScript number cannot carry: an id of twenty
 * digits as the value of a label, `.inf`.
 */
function keepSources(document: Document): void {
  visit(document, {
    Scalar: (place, scalar) => {
      const { value, source } = scalar;
      const isKey = place === 'key' && (typeof value === 'boolean' || typeof value === 'number');
      if (source !== undefined && (isKey || isLossy(value))) scalar.value = source;
    },
  });
}

function isLossy(value: unknown): boolean {
  if (typeof value !== 'number') return false;
  return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
}

/** An alias inside of what it stands for has no end. */
function findLoop(document: Document): string | null {
  let loop: string | null = null;
  visit(document, {
    Alias: (_key, alias, path) => {
      const target = alias.resolve(document);
      if (target === undefined || !path.includes(target)) return undefined;
      loop = 'an alias in it contains itself';
      return visit.BREAK;
    },
  });
  return loop;
}

/** The content with aliases resolved. They fail when an anchor is missing, or when they would make a huge text from a small one. */
function toPlain(document: Document): Result<unknown, string> {
  try {
    const plain: unknown = document.toJS();
    return ok(plain);
  } catch (error) {
    if (error instanceof ReferenceError) return err('an alias in it has no anchor, or there are too many');
    throw error;
  }
}
