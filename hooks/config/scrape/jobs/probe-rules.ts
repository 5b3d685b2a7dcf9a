import type { VMProbe } from '../../../api/vmprobe.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { apiServerSelects } from '../kubernetes-sd.ts';
import { copyLabel } from '../label-rules.ts';
import { userRules } from '../relabel-tail.ts';
import type { ScraperSpec } from '../scraper.ts';
import { selectorRules } from '../selector-rules.ts';

type KubernetesTargets = NonNullable<NonNullable<VMProbe['spec']['targets']>['kubernetes']>[number];

/** Targets of a probe that are discovered in the cluster. */
export type DiscoveredTargets = Omit<KubernetesTargets, 'role'> & { readonly role: string };

/** Roles whose objects say by annotations how they are probed. */
const annotated = new Set(['service', 'pod', 'node']);

/** Rules that make a URL to probe out of each discovered object. Source: reference A8 */
export function discoveredRules(targets: DiscoveredTargets, spec: ScraperSpec): readonly JsonObject[] {
  const { role, selector, relabelingConfigs } = targets;
  return [
    ...(apiServerSelects(spec) ? [] : selectorRules(selector, role)),
    ...(annotated.has(role) ? [...fromAnnotation(role, 'path', '/'), ...fromAnnotation(role, 'scheme', 'http')] : []),
    {
      source_labels: ['__address__'],
      separator: ';',
      regex: '(.*)',
      target_label: `__tmp_${role}_address`,
      replacement: '$1',
      action: 'replace',
    },
    {
      source_labels: [`__meta_kubernetes_${role}_scheme`, '__address__', `__meta_kubernetes_${role}_path`],
      separator: ';',
      regex: '(.+);(.+);(.+)',
      target_label: '__param_target',
      replacement: targetUrl,
      action: 'replace',
    },
    copyLabel('__meta_kubernetes_namespace', 'namespace'),
    copyLabel(`__meta_kubernetes_${role}_name`, role),
    ...userRules(relabelingConfigs),
  ];
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: vmagent fills it in
const targetUrl = '${1}://${2}${3}';

/** Path or scheme of the URL: what the annotation says, else the default. */
function fromAnnotation(role: string, part: 'path' | 'scheme', otherwise: string): readonly JsonObject[] {
  const annotation = `operator_victoriametrics_com_probe_${part}`;
  const target = `__meta_kubernetes_${role}_${part}`;
  return [
    { action: 'replace', source_labels: [`__meta_kubernetes_${role}_annotation_${annotation}`], target_label: target },
    {
      if: `{__meta_kubernetes_${role}_annotationpresent_${annotation}!="true"}`,
      action: 'replace',
      target_label: target,
      replacement: otherwise,
    },
  ];
}
