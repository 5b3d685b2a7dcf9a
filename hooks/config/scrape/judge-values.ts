import type { Issue } from '../../api/issue.ts';
import { parseGoUrl, whyUrlUnreadable } from '../../lib/go-url.ts';
import { isJsonObject } from '../../lib/json.ts';
import { findBadDuration } from '../duration.ts';
import type { RelabelRule } from '../relabel.ts';
import { conditionIssues } from '../relabel-condition.ts';
import { shortenTexts } from '../text-list.ts';
import { endpointsOf, type PlacedEndpoint } from './judge-endpoints.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

/**
 * Values of a scrape object because of which vmagent refuses the configuration as a whole, with the jobs of everybody: durations,
 * proxy URLs, conditions and moduli of relabelling that it cannot read. The official operator passes them on. What vmagent v1.150 skips
 * with the one job (regular expressions, actions, roles) is not among them.
 */
export function unreadableValues<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): readonly Issue[] {
  return [...endpointsOf(kind, object).flatMap(endpointIssues), ...(others[kind]?.(object) ?? [])];
}

function endpointIssues({ endpoint, path }: PlacedEndpoint): readonly Issue[] {
  const params = endpoint.vm_scrape_params;
  return [
    ...findBadDuration(`${path}.interval`, endpoint.scrape_interval ? undefined : endpoint.interval),
    ...findBadDuration(`${path}.scrape_interval`, endpoint.scrape_interval),
    ...findBadDuration(`${path}.scrapeTimeout`, endpoint.scrapeTimeout),
    ...findBadDuration(`${path}.vm_scrape_params.scrape_align_interval`, params?.scrape_align_interval),
    ...findBadDuration(`${path}.vm_scrape_params.scrape_offset`, params?.scrape_offset),
    ...proxyIssues(endpoint.proxyURL, `${path}.proxyURL`),
    ...ruleIssues(endpoint.relabelConfigs, `${path}.relabelConfigs`),
    ...ruleIssues(endpoint.metricRelabelConfigs, `${path}.metricRelabelConfigs`),
  ];
}

const others: { readonly [Kind in ScrapeKind]?: (object: ScrapeObjects[Kind]) => readonly Issue[] } = {
  VMProbe: ({ spec }) => {
    const { static: fixed, staticConfig, kubernetes = [], ingress } = spec.targets ?? {};
    return [
      ...ruleIssues(fixed?.relabelingConfigs, 'spec.targets.static.relabelingConfigs'),
      ...ruleIssues(staticConfig?.relabelingConfigs, 'spec.targets.staticConfig.relabelingConfigs'),
      ...kubernetes.flatMap(({ relabelingConfigs }, index) =>
        ruleIssues(relabelingConfigs, `spec.targets.kubernetes[${index}].relabelingConfigs`),
      ),
      ...ruleIssues(ingress?.relabelingConfigs, 'spec.targets.ingress.relabelingConfigs'),
    ];
  },
  // All lists of discoveries; those without a proxy have no such field.
  VMScrapeConfig: ({ spec }) =>
    Object.entries(spec).flatMap(([field, list]: [string, unknown]) =>
      (Array.isArray(list) ? list : []).flatMap((item: unknown, index) =>
        isJsonObject(item) && typeof item['proxyURL'] === 'string'
          ? proxyIssues(item['proxyURL'], `spec.${field}[${index}].proxyURL`)
          : [],
      ),
    ),
};

/** The URL itself is not shown: it may hold a password. */
function proxyIssues(url: string | undefined, path: string): readonly Issue[] {
  const wrong = url ? whyNoProxy(url) : null;
  return wrong === null ? [] : [{ path, reason: 'InvalidUrl', message: `${path} cannot be read: ${wrong}` }];
}

const proxySchemes = ['http', 'https', 'socks5', 'tls+socks5'];

function whyNoProxy(url: string): string | null {
  const parsed = parseGoUrl(url);
  if (!parsed.ok) return whyUrlUnreadable(url);
  const { scheme, host } = parsed.value;
  if (!proxySchemes.includes(scheme)) return `it must begin with one of ${proxySchemes.join('://, ')}://`;
  // The Go of vmagent v1.150 takes the first colon for that of the port.
  return !host.startsWith('[') && host.split(':').length > 2 ? 'the host has more than one port' : null;
}

/** Conditions and moduli of relabelling rules that vmagent cannot read. `path` is that of the list. */
export function ruleIssues(rules: readonly RelabelRule[] | undefined, path: string): readonly Issue[] {
  return (rules ?? []).flatMap((rule, index) => {
    const at = `${path}[${index}]`;
    const condition = conditionIssues(shortenTexts(rule.if), `${at}.if`);
    if ((rule.modulus ?? 0) >= 0) return condition;
    const message = `modulus is ${rule.modulus}; it must not be negative`;
    return [...condition, { path: `${at}.modulus`, reason: 'RelabelRuleInvalid' as const, message }];
  });
}
