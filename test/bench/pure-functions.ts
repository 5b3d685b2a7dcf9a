import { defaultSettings } from '../../hooks/api/settings-table.ts';
import { toYaml } from '../../hooks/config/yaml.ts';
import { groupKey } from '../../hooks/metacontroller/contract.ts';
import { registry } from '../../hooks/registry.ts';
import type { Bench } from './figure.ts';
import { microseconds } from './microseconds.ts';

/** Costs inside the process: parse and sync of one VMSingle, YAML of a large scrape configuration. */
export const pureFunctions: Bench = {
  name: 'pure functions',
  run: async () => {
    const kind = registry.find(({ api }) => api.kind === 'VMSingle');
    const controller = kind?.controller;
    if (kind === undefined || controller === undefined) return 'skipped: VMSingle is not registered';
    const object = {
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMSingle',
      metadata: { name: 'a', namespace: 'b', uid: 'u', generation: 1 },
      spec: { retentionPeriod: '30d', extraArgs: { a: 'b' } },
    };
    const parsed = kind.parse(object);
    if (!parsed.ok) return 'the VMSingle of this bench does not parse';
    const empty = (kinds: readonly { apiVersion: string; kind: string }[]) =>
      Object.fromEntries(kinds.map((type) => [groupKey(type.apiVersion, type.kind), {}]));
    const input = {
      parent: parsed.value,
      children: empty(controller.childKinds),
      related: empty(controller.relatedKinds),
      settings: defaultSettings,
      now: '2026-01-01T00:00:00Z',
    };
    const jobs = { scrape_configs: Array.from({ length: 5000 }, (_, i) => aJob(i)) };
    return [
      { name: 'parse of a VMSingle', value: microseconds(20_000, () => kind.parse(object)), unit: 'µs' },
      { name: 'sync of a new VMSingle', value: microseconds(3000, () => controller.sync(input)), unit: 'µs' },
      { name: 'YAML of 5,000 scrape jobs', value: microseconds(5, () => toYaml(jobs)) / 1000, unit: 'ms', budget: 130 },
    ];
  },
};

function aJob(index: number): object {
  const rule = (source: string, target: string) => ({
    source_labels: [source],
    target_label: target,
    regex: '(.+)',
    replacement: '$1',
  });
  return {
    job_name: `serviceScrape/team-${index % 50}/app-${index}/0`,
    honor_labels: false,
    kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: [`team-${index % 50}`] } }],
    scrape_interval: '30s',
    relabel_configs: Array.from({ length: 14 }, (_, i) => rule(`__meta_kubernetes_service_label_${i}`, `label_${i}`)),
  };
}
