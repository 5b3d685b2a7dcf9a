import { describe, expect, it } from 'vitest';
import { checkStatus } from '../../../../hooks/api/parse.ts';
import { vmprobeApi } from '../../../../hooks/api/vmprobe.ts';
import { conditionType } from '../../../../hooks/kinds/scrape-object/condition-type.ts';
import { scrapeObjectStatus, type Verdict } from '../../../../hooks/kinds/scrape-object/status.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';

const early = '2026-01-01T00:00:00Z';
const later = '2026-01-01T00:10:00Z';
const parent = (status?: object, generation = 2): KubeObject => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMProbe',
  metadata: { name: 'web', namespace: 'shop', generation },
  ...(status === undefined ? {} : { status }),
});
const agent = (name: string, namespace = 'monitoring') => ({ kind: 'VMAgent' as const, namespace, name });
const applied = (name: string): Verdict => ({ scraper: agent(name), state: 'applied' });
const broken = (name: string, message: string): Verdict => ({ scraper: agent(name), state: 'broken', message });
const leftOut = (name: string, namespace?: string): Verdict => ({
  scraper: agent(name, namespace),
  state: 'left-out',
  clause: { reason: 'LabelsNotSelected', sentence: 'label team is Infra, probeSelector wants infra' },
});

describe('status of a scrape object', () => {
  it.each([
    { name: 'no scraper at all', verdicts: [], status: { updateStatus: 'ignored' } },
    { name: 'left out by all', verdicts: [leftOut('a')], status: { updateStatus: 'ignored' } },
    { name: 'applied', verdicts: [applied('a'), leftOut('b')], status: { updateStatus: 'operational' } },
    {
      name: 'broken',
      verdicts: [broken('a', 'spec.x: wrong'), broken('b', 'another'), leftOut('c')],
      status: { updateStatus: 'failed', reason: 'another' },
    },
    {
      name: 'both',
      verdicts: [applied('a'), broken('c', 'no secret'), broken('b', 'no class'), applied('d')],
      status: { updateStatus: 'operational', reason: 'applied on 2 parent(s), failed on 2: no class' },
    },
    {
      name: 'unsure',
      verdicts: [{ scraper: agent('a'), state: 'unsure', message: 'perhaps' } as const],
      status: { updateStatus: 'operational' },
    },
  ])('$name', ({ verdicts, status }) => {
    const { conditions: _, ...rest } = scrapeObjectStatus(parent(), verdicts, early);
    expect(rest).toEqual({ ...status, observedGeneration: 2 });
  });

  it('has a condition for each scraper, ordered by type', () => {
    const times = { lastTransitionTime: early, lastUpdateTime: early, observedGeneration: 2 };
    const verdicts = [leftOut('b'), broken('c', 'spec.x: wrong'), applied('a')];
    expect(scrapeObjectStatus(parent(), verdicts, early).conditions).toEqual([
      {
        type: 'a.monitoring.vmagent.victoriametrics.com/Applied',
        status: 'True',
        reason: 'ConfigParsedAndApplied',
        ...times,
      },
      {
        type: 'b.monitoring.vmagent.victoriametrics.com/Selected',
        status: 'False',
        reason: 'LabelsNotSelected',
        message: 'label team is Infra, probeSelector wants infra',
        ...times,
      },
      {
        type: 'c.monitoring.vmagent.victoriametrics.com/Applied',
        status: 'False',
        reason: 'ConfigParsedAndApplied',
        message: 'spec.x: wrong',
        ...times,
      },
    ]);
  });

  it('does not change at a second sync, in whatever order the scrapers come', () => {
    const verdicts = [applied('a'), broken('b', 'x'), leftOut('c'), leftOut('d', 'shop')];
    const status = scrapeObjectStatus(parent(), verdicts, early);
    expect(scrapeObjectStatus(parent(status), verdicts.toReversed(), later)).toEqual(status);
    expect(checkStatus(vmprobeApi, status)).toEqual([]);
  });

  it('dates what changes, and nothing else', () => {
    const status = scrapeObjectStatus(parent(), [broken('a', 'x'), applied('b')], early);
    const next = scrapeObjectStatus(parent(status, 3), [applied('a'), applied('b')], later);
    expect(
      next.conditions?.map(({ lastTransitionTime, observedGeneration }) => [lastTransitionTime, observedGeneration]),
    ).toEqual([
      [later, 3],
      [early, 3],
    ]);
  });

  it('stays small with very many scrapers, those of its own namespace first', () => {
    const far = Array.from({ length: 300 }, (_, index) => leftOut(`far-${index}`));
    const failing = Array.from({ length: 300 }, (_, index) => broken(`broken-${index}`, 'x'.repeat(2000)));
    const status = scrapeObjectStatus(parent(), [...far, ...failing, leftOut('near', 'shop')], early);
    const types = status.conditions?.map(({ type }) => type) ?? [];
    expect(types.filter((type) => type.endsWith('/Selected'))).toHaveLength(32);
    expect(types).toContain('near.shop.vmagent.victoriametrics.com/Selected');
    expect(types).toContain('vmop.victoriametrics.com/FurtherScrapers');
    expect(types.filter((type) => type.endsWith('/Applied'))).toHaveLength(300);
    expect(JSON.stringify(status).length).toBeLessThan(200_000);
    expect(checkStatus(vmprobeApi, status)).toEqual([]);
  });
});

describe('type of a condition', () => {
  it.each([
    { scraper: agent('a.b', 'c'), type: 'a.b.c.vmagent.victoriametrics.com/Applied' },
    {
      scraper: { ...agent('a'), kind: 'VMSingle' as const },
      type: 'a.monitoring.vmsingle.victoriametrics.com/Applied',
    },
  ])('$type', ({ scraper, type }) => {
    expect(conditionType(scraper, 'Applied')).toBe(type);
  });

  it('of long names is cut to what the CRDs allow, and stays unique', () => {
    const types = ['x', 'y'].map((end) => conditionType(agent('n'.repeat(252) + end, 's'.repeat(63)), 'Selected'));
    expect(types.map((type) => type.length)).toEqual([316, 316]);
    expect(new Set(types).size).toBe(2);
  });
});
