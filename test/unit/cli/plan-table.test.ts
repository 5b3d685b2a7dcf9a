import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../fixtures/cli-io.ts';
import { aCr, PlanFiles, render, rowsOf } from '../../fixtures/plan-files.ts';

let files: PlanFiles;
beforeAll(async () => {
  files = await PlanFiles.create();
});
afterAll(() => files.remove());

const env = { VM_METRICS_VERSION: 'v1.150.0' };

describe('vmop plan: the roll-out as a table', () => {
  const planEdit = (old: object, next: object, ...more: readonly string[]) =>
    files.planEdit(aCr('VMCluster', old), aCr('VMCluster', next), more, env);
  const disk = (size: string) => ({
    volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } },
  });
  const three = { vmstorage: { replicaCount: 3, storage: disk('1Gi') }, vmselect: { replicaCount: 2 } };
  const onDelete = { ...three.vmselect, rollingUpdateStrategy: 'OnDelete' };
  const fast = (maxUnavailable: number | string) => ({
    ...three.vmstorage,
    rollingUpdateStrategyBehavior: { maxUnavailable },
  });
  const version = { clusterVersion: 'v1.149.0-cluster' };

  it('is drawn per custom resource, with the fields below', async () => {
    const run = await planEdit(
      { ...three, vminsert: {}, ...version },
      {
        requestsLoadBalancer: { enabled: true },
        vmstorage: { ...three.vmstorage, replicaCount: 4, storage: disk('2Gi'), logLevel: 'WARN' },
        vmselect: three.vmselect,
        clusterVersion: 'v1.149.0-cluster',
      },
    );
    expect(run.stdout.slice(0, run.stdout.indexOf('Objects'))).toMatchInlineSnapshot(`
      "VMCluster shop/main
        STEP  COMPONENT                PODS                    EFFECT                WHY
        1     deploy/vmclusterlb-main  1                       added
        2     sts/vmstorage-main       3: vmstorage-main-0..2  restart one by one    args + -loggerLevel=WARN
        2     sts/vmstorage-main       1: vmstorage-main-3     added                 replicas 3 → 4
        3     sts/vmselect-main        2: vmselect-main-0..1   restart one by one    args -storageNode +
                                                                                       vmstorage-main-3.vmstorage-main.shop:84
                                                                                       01
        4     deploy/vminsert-main     1                       removed
        5     sts/vmstorage-main       all stay                replaced around pods  storage 1Gi → 2Gi
      "
    `);
    for (const line of run.stdout.split('\n').slice(0, 10)) expect(line.length).toBeLessThanOrEqual(120);
  });

  const restarted = { ...version, clusterVersion: 'v1.150.0-cluster' };
  it.each([
    { name: 'several at a time', part: fast(2), effect: 'restart 2 at a time' },
    { name: 'a percentage, rounded down', part: fast('70%'), effect: 'restart 2 at a time' },
    { name: 'all', part: fast('100%'), effect: 'restart 3 at a time' },
    {
      name: 'by hand',
      part: { ...three.vmstorage, rollingUpdateStrategy: 'OnDelete' },
      effect: 'restart once deleted',
    },
  ])('names the pace: $name', async ({ part, effect }) => {
    const run = await planEdit({ vmstorage: part, ...version }, { vmstorage: part, ...restarted });
    expect(rowsOf(run.stdout)).toEqual([
      ['1', 'sts/vmstorage-main', '3: vmstorage-main-0..2', effect, 'image v1.149.0-cluster → v1.150.0-cluster'],
    ]);
  });

  it.each([
    {
      name: 'in place',
      next: { ...three, vmselect: onDelete },
      rows: [['1', 'sts/vmselect-main', 'none', 'in place', 'type RollingUpdate → OnDelete']],
    },
    {
      name: 'scale-out',
      next: { ...three, vmselect: { replicaCount: 4 } },
      rows: [
        ['1', 'sts/vmselect-main', '2: vmselect-main-0..1', 'restart one by one', 'args -selectNode +'],
        ['1', 'sts/vmselect-main', '2: vmselect-main-2..3', 'added', 'replicas 2 → 4'],
      ],
    },
    {
      name: 'a part that goes comes last',
      next: { vmselect: three.vmselect },
      rows: [
        ['1', 'sts/vmselect-main', '2: vmselect-main-0..1', 'restart one by one', 'args -'],
        ['2', 'sts/vmstorage-main', '3: vmstorage-main-0..2', 'removed'],
      ],
    },
    {
      name: 'a claim that grows: no pod restarts',
      next: { ...three, vmstorage: { ...three.vmstorage, storage: disk('2Gi') } },
      rows: [['1', 'sts/vmstorage-main', 'all stay', 'replaced around pods', 'storage 1Gi → 2Gi']],
    },
    {
      name: 'another field that never changes',
      next: { ...three, vmselect: { ...three.vmselect, minReadySeconds: 5 } },
      rows: [
        ['1', 'sts/vmselect-main', 'none', 'in place', 'minReadySeconds + 5'],
        ['2', 'sts/vmselect-main', 'all stay', 'replaced around pods', 'podManagementPolicy Parallel → OrderedReady'],
      ],
    },
    {
      name: 'a claim in place of an emptyDir',
      next: { ...three, vmselect: { ...three.vmselect, storage: disk('1Gi') } },
      rows: [
        ['1', 'sts/vmselect-main', '2: vmselect-main-0..1', 'restart one by one', 'volumes -'],
        ['2', 'sts/vmselect-main', 'see above', 'replaced around pods', 'volumeClaimTemplates +'],
      ],
    },
    {
      name: 'a claim that would shrink',
      next: { ...three, vmstorage: { replicaCount: 3, storage: disk('1Mi') } },
      rows: [
        [
          '1',
          'sts/vmstorage-main',
          'all stay',
          'stays as it is',
          'claim template vmstorage-db of StatefulSet shop/vmstorage-main has',
        ],
      ],
    },
  ])('$name', async ({ next, rows }) => {
    const run = await planEdit(three, next);
    expect(rowsOf(run.stdout)).toEqual(rows);
  });

  it('is there for programs too', async () => {
    const run = await planEdit(
      three,
      { ...three, vmstorage: { ...three.vmstorage, storage: disk('2Gi') } },
      '-o',
      'json',
    );
    expect(JSON.parse(run.stdout)).toMatchObject({
      refusals: [],
      workloads: [{ workload: 'StatefulSet shop/vmstorage-main', action: 'changes', step: 1 }],
      pods: [],
      replacements: [
        {
          workload: 'StatefulSet shop/vmstorage-main',
          owner: { kind: 'vmcluster', namespace: 'shop', name: 'main' },
          fields: [{ before: '1Gi', after: '2Gi' }],
        },
      ],
    });
    expect(run.code).toBe(1);
  });

  it('is as the documentation shows it', async () => {
    const page = await readFile(new URL('../../../docs/plan.md', import.meta.url), 'utf8');
    const spec = (replicaCount: number, size: string) => ({
      retentionPeriod: '12',
      replicationFactor: 2,
      vmstorage: { replicaCount, storage: disk(size) },
      vmselect: { replicaCount: 2 },
      vminsert: { replicaCount: 2 },
    });
    expect(page).toContain((await planEdit(spec(3, '100Gi'), spec(4, '200Gi'))).stdout);
    const same = await files.write('same.json', aCr('VMCluster', spec(3, '100Gi')));
    const upgrade = await runCommand(['plan', '-f', same, '--from-version', 'v1.149.0'], { env });
    expect(page).toContain(upgrade.stdout.slice(0, upgrade.stdout.indexOf('Objects')));
  });

  it('is the same from rendered output', async () => {
    const [old, next] = [three, { ...three, vmselect: { ...three.vmselect, minReadySeconds: 5 } }];
    const edit = await planEdit(old, next);
    const rendered = await files.planRendered(
      await render(aCr('VMCluster', old), env),
      await render(aCr('VMCluster', next), env),
    );
    expect(rowsOf(rendered.stdout)).toEqual(rowsOf(edit.stdout));
  });
});
