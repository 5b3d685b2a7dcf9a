import type { JsonObject } from '../../lib/json.ts';
import { type RelabelRule, relabelRule, withoutEmpty } from '../relabel.ts';
import type { JobContext, Scraper } from './scraper.ts';

/**
 * The end of every `relabel_configs`: the rules of scrape class and object, then the scraper's template for the kind, then the
 * enforced label with the object's namespace, which nothing comes after. Empty rules are left out, because vmagent refuses them.
 * Source: reference A7.5
 */
export function relabelTail(
  rules: readonly RelabelRule[] | undefined,
  template: readonly RelabelRule[] | undefined,
  { scraper, namespace }: Pick<JobContext, 'scraper' | 'namespace'>,
): readonly JsonObject[] {
  const label = scraper.spec.enforcedNamespaceLabel;
  const enforced = label ? [{ target_label: label, replacement: namespace }] : [];
  return [...userRules(rules), ...userRules(template), ...enforced];
}

/**
 * `metric_relabel_configs`, to be spread into a job; nothing where there are no rules. A rule that writes the enforced label is left
 * out. Source: reference A7.5
 */
export function metricRelabeling(
  rules: readonly RelabelRule[] | undefined,
  { spec }: Pick<Scraper, 'spec'>,
): JsonObject {
  const written = userRules(rules);
  const label = spec.enforcedNamespaceLabel;
  const kept = label ? written.filter((rule) => rule['target_label'] !== label) : written;
  return kept.length === 0 ? {} : { metric_relabel_configs: kept };
}

/** Relabelling rules of a user in the program's words, without the empty ones. */
export function userRules(rules: readonly RelabelRule[] | undefined): readonly JsonObject[] {
  return rules === undefined ? [] : withoutEmpty(rules.map(relabelRule));
}
