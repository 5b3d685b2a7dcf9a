import { describe, expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const kinds = [
  {
    kind: 'VMDistributed',
    prefix: 'vm',
    cluster: 'vmcluster',
    single: 'vmsingle',
    agent: 'vmagent',
    Cluster: 'VMCluster',
    Single: 'VMSingle',
  },
  {
    kind: 'VLDistributed',
    prefix: 'vl',
    cluster: 'vlcluster',
    single: 'vlsingle',
    agent: 'vlagent',
    Cluster: 'VLCluster',
    Single: 'VLSingle',
  },
] as const;
const zones = [{ name: 'a' }, { name: 'b' }];

describe.each(kinds)('$kind', ({ kind, prefix, cluster, single, agent, Cluster, Single }) => {
  const [insert, select] = [`${prefix}insert`, `${prefix}select`];
  const common = { [cluster]: { spec: { [insert]: {}, [select]: {} } } };
  const singles = (spec: object) => ({ backendType: Single, ...spec });

  it.each([
    {
      spec: singles({ zoneCommon: common, zones }),
      issues: [
        `spec.zoneCommon.${cluster}: backendType=${Single} is incompatible with zoneCommon.${cluster} configuration`,
      ],
    },
    {
      spec: { zoneCommon: common, zones: [{ name: 'a', [single]: {} }] },
      issues: [
        `spec.zones[0].${single}: backendType=${Cluster} is incompatible with spec.zones[0].${single} configuration`,
      ],
    },
    { spec: singles({ zones: [{ name: '' }] }), issues: ['spec.zones[0].name: spec.zones[0].name is required'] },
    {
      spec: singles({ zones: [{ name: 'a' }, { name: 'a' }] }),
      issues: ['spec.zones[1].name: spec.zones[1].name=a is duplicated, zone names must be unique'],
    },
    {
      spec: singles({ zoneCommon: { [single]: { name: 'same' } }, zones }),
      issues: [`spec.zones[1].${single}.name: spec.zones[1].${single}.name=same is already added in a different zone`],
    },
    {
      spec: singles({
        zones: [{ name: 'a', [agent]: { name: 'x-b' } }, { name: 'b' }],
        zoneCommon: { [agent]: { name: 'x-%ZONE%' } },
      }),
      issues: [`spec.zones[1].${agent}.name: spec.zones[1].${agent}.name=x-b is already added in a different zone`],
    },
    {
      spec: {
        zoneCommon: { [cluster]: { spec: { [insert]: {} } } },
        zones: [{ name: 'a', [cluster]: { spec: { [select]: {} } } }, zones[1]],
      },
      issues: [
        `spec.zones[1].${cluster}.spec.${select}: either zoneCommon.${cluster}.spec.${select} or spec.zones[1].${cluster}.spec.${select} is required`,
      ],
    },
    {
      spec: singles({ zones, zoneCommon: { readyTimeout: '5', updatePause: '1d' } }),
      issues: [
        'spec.zoneCommon.readyTimeout: missing unit in duration "5"',
        'spec.zoneCommon.updatePause: unknown unit "d" in duration "1d"',
      ],
    },
    {
      spec: { zones: [{ name: 'a', trafficMode: 'closed' }] },
      issues: [expect.stringContaining('spec.zones[0].trafficMode')],
    },
    { spec: { backendType: 'other' }, issues: [expect.stringContaining('spec.backendType')] },
  ])('denied: $issues', ({ spec, issues }) => {
    expect(judge(kind, { spec }).issues).toEqual(issues);
  });

  it.each([
    { name: 'no zones yet', spec: { zoneCommon: common } },
    { name: 'names by zone', spec: { zoneCommon: { ...common, [agent]: { name: '%ZONE%-x' } }, zones } },
    {
      name: 'a name of its own in one zone',
      spec: singles({ zones: [{ name: 'a', [single]: { name: 'b' } }, { name: 'c' }] }),
    },
    {
      name: 'parts from both',
      spec: {
        zoneCommon: { [cluster]: { spec: { [insert]: {} } } },
        zones: [{ name: 'a', [cluster]: { spec: { [select]: {} } } }],
      },
    },
    { name: 'waiting times', spec: singles({ zones, zoneCommon: { readyTimeout: '1h30m', updatePause: '' } }) },
  ])('accepted: $name', ({ spec }) => {
    expect(judge(kind, { spec })).toEqual({ issues: [], warnings: [] });
  });
});

it('VMDistributed: agents roll out by a number or a percentage', () => {
  const vmagent = (maxUnavailable: unknown) => ({
    spec: { statefulRollingUpdateStrategyBehavior: { maxUnavailable } },
  });
  const spec = {
    backendType: 'VMSingle',
    zoneCommon: { vmagent: vmagent('2') },
    zones: [
      { name: 'a', vmagent: vmagent(0) },
      { name: 'b', vmagent: vmagent('50%') },
    ],
  };
  const field = 'statefulRollingUpdateStrategyBehavior';
  expect(judge('VMDistributed', { spec }).issues).toEqual([
    `spec.zoneCommon.vmagent.spec.${field}.maxUnavailable: spec.zoneCommon.vmagent.spec.${field}: maxUnavailable must be a percentage, got 2`,
    `spec.zones[0].vmagent.spec.${field}.maxUnavailable: spec.zones[0].vmagent.spec.${field}: maxUnavailable must be greater than 0, got 0`,
  ]);
});
