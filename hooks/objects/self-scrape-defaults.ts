import { isJsonObject, type JsonObject } from '../lib/json.ts';

// The official operator writes these objects from Go structs, which show up as empty maps, and its decoder doubles the two
// spellings of a relabel rule. Writing the same keeps a switch-over from touching every self-scrape.

/** Adds the fields which the spec of a VMServiceScrape or VMPodScrape always shows. */
export function completeScrapeSpec(spec: object): JsonObject {
  return { attach_metadata: {}, namespaceSelector: {}, ...spec };
}

/** Adds the fields which an endpoint always shows, its TLS settings included. */
export function completeEndpoint(endpoint: object): JsonObject {
  const completed: Record<string, unknown> = { attach_metadata: {}, ...endpoint };
  const { tlsConfig } = completed;
  if (isJsonObject(tlsConfig)) completed['tlsConfig'] = { ca: {}, cert: {}, ...tlsConfig };
  return completed;
}

/** An endpoint of the user with both spellings in its relabel rules. Generated rules keep their one spelling. */
export function decodeEndpoint<E extends object>(endpoint: E): E {
  const decoded: Record<string, unknown> = {};
  for (const key of ['relabelConfigs', 'metricRelabelConfigs'] as const) {
    const rules: unknown = Reflect.get(endpoint, key);
    if (Array.isArray(rules)) decoded[key] = rules.map(bothSpellings);
  }
  return { ...endpoint, ...decoded };
}

const spellings = [
  ['sourceLabels', 'source_labels'],
  ['targetLabel', 'target_label'],
] as const;

function bothSpellings(rule: unknown): unknown {
  if (!isJsonObject(rule)) return rule;
  const both: Record<string, unknown> = { ...rule };
  for (const [camel, snake] of spellings) {
    const value = rule[camel] ?? rule[snake];
    if (value !== undefined) Object.assign(both, { [camel]: value, [snake]: value });
  }
  return both;
}
