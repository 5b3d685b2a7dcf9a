import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../hooks/server/metrics.ts';

let nowMs = 10_000;
const facts = { release: 'v1', kubernetesMinor: 30, parameters: [], startMs: 4_000 };
const metrics = createMetrics(facts, () => nowMs);
const page = readFileSync('docs/metrics.md', 'utf8');

function namesIn(title: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(title)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
}

async function samplesOf(name: string) {
  const metric = await metrics.registry.getSingleMetric(name)?.get();
  return metric?.values.map(({ labels, value }) => ({ ...labels, value }));
}

describe('docs/metrics.md', () => {
  it('lists every metric of ours, and no other', () => {
    const ours = metrics.registry.getMetricsAsArray().map(({ name }) => name);
    const own = ours.filter((name) => !/^(process|nodejs)_/.test(name));
    expect(namesIn('Counted here').toSorted()).toEqual(own.toSorted());
  });

  it('leaves out what is not counted, each with its reason', () => {
    expect(namesIn('Left out')).not.toEqual([]);
    expect(namesIn('Left out').filter((name) => metrics.registry.getSingleMetric(name) !== undefined)).toEqual([]);
  });
});

describe('metrics', () => {
  it('know the age of the process', async () => {
    expect(await samplesOf('vm_app_start_timestamp')).toEqual([{ value: 4 }]);
    expect(await samplesOf('vm_app_uptime_seconds')).toEqual([{ value: 6 }]);
  });

  it('show the last status of an object until no sync confirms it', async () => {
    const state = { controller: 'vmsingle', namespace: 'demo', name: 'shop' };
    metrics.setObjectState({ ...state, updateStatus: 'expanding' }, 1000);
    metrics.setObjectState({ ...state, updateStatus: 'operational' }, 1000);
    metrics.setObjectState({ ...state, name: 'other', updateStatus: 'failed' }, 5000);
    expect(await samplesOf('operator_object_status')).toEqual([
      { ...state, status: 'operational', value: 1 },
      { ...state, name: 'other', status: 'failed', value: 1 },
    ]);
    expect(await samplesOf('operator_controller_objects_count')).toEqual([{ controller: 'vmsingle', value: 2 }]);
    nowMs += 2000;
    expect(await samplesOf('operator_object_status')).toEqual([
      { ...state, name: 'other', status: 'failed', value: 1 },
    ]);
    expect(await samplesOf('operator_controller_objects_count')).toEqual([{ controller: 'vmsingle', value: 1 }]);
  });
});
