import { compareBytewise } from '../../lib/bytewise.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { truncateBytes } from '../../lib/truncate.ts';
import type { Clause } from '../../select/selection.ts';
import { type Condition, dateConditions, type Fact, maxMessageBytes } from '../conditions.ts';
import { conditionType, type ScraperName } from './condition-type.ts';

/** What one scraper makes of an object. `unsure`: it selects the object, and whether all references are there is not known. */
export type Verdict = { readonly scraper: ScraperName } & (
  | { readonly state: 'applied' }
  | { readonly state: 'broken'; readonly message: string }
  | { readonly state: 'unsure'; readonly message: string }
  | { readonly state: 'left-out'; readonly clause: Clause }
);

/** Status of a scrape object. Nothing in it is empty, null or undefined (DESIGN 2.18). */
export interface ScrapeObjectStatus {
  readonly updateStatus: 'ignored' | 'failed' | 'operational';
  readonly reason?: string;
  readonly observedGeneration: number;
  readonly conditions?: readonly Dated[];
}

type Dated = Omit<Condition, 'message'> & Partial<Pick<Condition, 'message'>>;

/** So many scrapers that leave an object out are listed; of more, the status says only that there are more. */
const maxLeftOut = 32;

/** Bytes that the messages of all conditions share: with many scrapers each becomes shorter. */
const messagesBudgetBytes = 64 * 1024;

/**
 * The status of a scrape object: an `Applied` condition for each scraper that selects it, as the official operator writes it, and a
 * `Selected` condition with the failing clause for each that does not. Only the former decide on updateStatus and reason. `now` is used
 * by the rule of conditions.ts only, so a second sync changes nothing. Source: reference A4
 */
export function scrapeObjectStatus(parent: KubeObject, verdicts: readonly Verdict[], now: string): ScrapeObjectStatus {
  const applied = verdicts.flatMap(appliedFact);
  const facts = [...applied, ...leftOutFacts(verdicts, parent.metadata.namespace ?? '')].sort((a, b) =>
    compareBytewise(a.type, b.type),
  );
  const room = Math.max(128, Math.min(maxMessageBytes, Math.floor(messagesBudgetBytes / Math.max(1, facts.length))));
  const short = facts.map((fact) => ({ ...fact, message: truncateBytes(fact.message, room) }));
  const conditions = dateConditions(short, parent, now).map(withoutEmptyMessage);
  return {
    ...judge(applied),
    observedGeneration: parent.metadata.generation ?? 0,
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function appliedFact(verdict: Verdict): readonly Fact[] {
  if (verdict.state === 'left-out') return [];
  const type = conditionType(verdict.scraper, 'Applied');
  const reason = 'ConfigParsedAndApplied';
  switch (verdict.state) {
    case 'applied':
      return [{ type, status: 'True', reason, message: '' }];
    case 'broken':
      return [{ type, status: 'False', reason, message: verdict.message }];
    case 'unsure':
      return [{ type, status: 'Unknown', reason, message: verdict.message }];
    default:
      return verdict satisfies never;
  }
}

/** Scrapers of the object's own namespace come first where not all have room. */
function leftOutFacts(verdicts: readonly Verdict[], namespace: string): readonly Fact[] {
  const all = verdicts
    .flatMap((verdict) => (verdict.state === 'left-out' ? [verdict] : []))
    .map(({ scraper, clause }) => ({
      isNear: scraper.namespace === namespace,
      fact: {
        type: conditionType(scraper, 'Selected'),
        status: 'False' as const,
        reason: clause.reason,
        message: clause.sentence,
      },
    }))
    .sort((a, b) => Number(b.isNear) - Number(a.isNear) || compareBytewise(a.fact.type, b.fact.type))
    .map(({ fact }) => fact);
  if (all.length <= maxLeftOut) return all;
  // No number: it would change on every object whenever a scraper comes or goes.
  const message = 'more scrapers than those listed do not select this object';
  return [
    ...all.slice(0, maxLeftOut),
    { type: 'vmop.victoriametrics.com/FurtherScrapers', status: 'True', reason: 'FurtherScrapers', message },
  ];
}

function judge(applied: readonly Fact[]): Pick<ScrapeObjectStatus, 'updateStatus' | 'reason'> {
  if (applied.length === 0) return { updateStatus: 'ignored' };
  const failures = applied.filter(({ status }) => status === 'False').map(({ message }) => message);
  const [first] = failures.toSorted(compareBytewise);
  if (first === undefined) return { updateStatus: 'operational' };
  const count = failures.length;
  if (count === applied.length) return { updateStatus: 'failed', reason: truncateBytes(first, maxMessageBytes) };
  const reason = `applied on ${applied.length - count} parent(s), failed on ${count}: ${first}`;
  return { updateStatus: 'operational', reason: truncateBytes(reason, maxMessageBytes) };
}

/** An empty message would be dropped by the API server, and cost a write at every sync. */
function withoutEmptyMessage({ message, ...rest }: Condition): Dated {
  return message === '' ? rest : { ...rest, message };
}
