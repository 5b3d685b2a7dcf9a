import { type Issue, issueText } from '../api/issue.ts';
import type { Fate, ObjectExplanation, ScraperExplanation } from '../plan/explain.ts';
import type { ScraperView } from '../plan/explain-scraper.ts';
import type { Paint } from './paint.ts';

/** For people: what each scraper makes of an object, one a line, then the jobs as YAML. Ends with a line break. */
export function renderObjectExplanation({ object, scrapers, assumed }: ObjectExplanation, paint: Paint): string {
  const rows = scrapers.flatMap(({ scraper, issues, fate }) => scraperRows(scraper, issues, fate));
  const takers = scrapers.flatMap(({ scraper, fate }) =>
    fate?.state === 'taken' ? [{ scraper, jobs: fate.jobs }] : [],
  );
  const lines = [
    paint('bold', object),
    ...(rows.length === 0 ? ['  no VMAgent and no VMSingle in the files'] : align(rows, paint)),
    ...groupByJobs(takers).flatMap(([jobs, names]) => ['', paint('dim', `# ${names.join(', ')}`), jobs.trimEnd()]),
    ...footer(assumed, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** For people: what a scraper takes, cannot use and leaves out, one object a line. Ends with a line break. */
export function renderScraperExplanation(explanation: ScraperExplanation, paint: Paint): string {
  const { scraper, issues, objects, extraJobs, assumed } = explanation;
  const head = paint('bold', scraper.key);
  if (scraper.state === 'idle') return `${head} does not scrape: ${scraper.sentence}\n`;
  const of = (state: Fate['state']) => objects.filter(({ fate }) => fate.state === state);
  const section = (title: string, state: Fate['state']) => {
    const rows = of(state).map(({ object, fate }) => rowOf(object, fate));
    return rows.length === 0 ? [] : [paint('bold', `${title} (${rows.length})`), ...align(rows, paint)];
  };
  const lines = [
    head,
    ...align(issues.map(problemRow), paint),
    ...(objects.length === 0 && scraper.state === 'scraping' ? ['  no scrape object in the files'] : []),
    ...section('Taken', 'taken'),
    ...section('Selected, but left out as broken', 'broken'),
    ...section('Not selected', 'left-out'),
    ...(extraJobs === 0 ? [] : [`and ${count(extraJobs, 'job')} of its own spec`]),
    ...footer(assumed, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line of the list: sign, name, and what is to be said of it. */
interface Row {
  readonly sign: '+' | '-' | '!';
  readonly name: string;
  readonly text: string;
}

const colours = { '+': 'green', '-': 'yellow', '!': 'red' } as const;

function scraperRows(scraper: ScraperView, issues: readonly Issue[], fate: Fate | undefined): readonly Row[] {
  const problems = issues.map((issue) => ({ ...problemRow(issue), name: scraper.key }));
  if (scraper.state === 'idle') return [{ sign: '-', name: scraper.key, text: `does not scrape: ${scraper.sentence}` }];
  return fate === undefined ? problems : [rowOf(scraper.key, fate), ...problems];
}

function rowOf(name: string, fate: Fate): Row {
  switch (fate.state) {
    case 'taken':
      return { sign: '+', name, text: count(fate.jobNames.length, 'job') };
    case 'broken':
      return { sign: '!', name, text: describeIssue(fate.issue) };
    case 'left-out':
      return { sign: '-', name, text: `${fate.clause.sentence} [${fate.clause.reason}]` };
    default:
      return fate satisfies never;
  }
}

function problemRow(issue: Issue): Row {
  return { sign: '!', name: 'no new configuration', text: describeIssue(issue) };
}

function describeIssue(issue: Issue): string {
  return `${issueText(issue)} [${issue.reason}]`;
}

function align(rows: readonly Row[], paint: Paint): readonly string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(({ sign, name, text }) => `${paint(colours[sign], `  ${sign} ${name.padEnd(width)}`)}  ${text}`);
}

/** Scrapers with the very same jobs share one text. */
function groupByJobs(
  takers: readonly { readonly scraper: ScraperView; readonly jobs: string }[],
): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { scraper, jobs } of takers) groups.set(jobs, [...(groups.get(jobs) ?? []), scraper.key]);
  return [...groups];
}

function footer(assumed: readonly string[], paint: Paint): readonly string[] {
  return assumed.length === 0 ? [] : ['', paint('dim', `Not in the files, taken to exist: ${assumed.join(', ')}`)];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
