import { setTimeout } from 'node:timers/promises';
import { fieldAt } from '../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import type { KubeClient } from '../harness/client.ts';
import { type ControlPlane, startControlPlane } from '../harness/control-plane.ts';
import { installCrds } from '../harness/crds.ts';
import { eventually } from '../harness/eventually.ts';
import { type Installation, startInstallation } from '../harness/installation.ts';
import { NodeSimulator } from '../harness/node-simulator.ts';
import { findOnPath } from '../harness/programs.ts';
import { WriteCounter } from '../harness/writes.ts';
import { type Bench, type Figure, seconds } from './figure.ts';
import { byMetacontroller, calm, cpuFigures, peakMegabytes, quiet, usageOf } from './settling.ts';

/** How long a pod takes to get ready, as in the measurement of the official operator. */
const readyAfterMs = 2000;

const idleSeconds = 30;

/** A VMCluster of 3 storage nodes, 2 vmselects and 2 vminserts with claims, on a real control plane with the real Metacontroller: created, then upgraded. */
export const clusterLife: Bench = {
  name: 'vmcluster 3+2+2, pods ready after 2 s',
  run: async () => {
    const metacontroller = findOnPath('metacontroller');
    if (metacontroller === undefined) return 'skipped: metacontroller is not on PATH';
    const plane = await startControlPlane();
    try {
      await installCrds(plane.client);
      const nodes = await NodeSimulator.start(plane, { readyAfterMs });
      const installation = await startInstallation(plane, plane.client, { metacontroller });
      try {
        return await measure(plane, installation);
      } finally {
        await installation.stop();
        nodes.stop();
      }
    } finally {
      await plane.stop();
    }
  },
};

async function measure({ client, auditLog, pids }: ControlPlane, installation: Installation): Promise<Figure[]> {
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const writes = new WriteCounter(auditLog);
  const phase = async (name: string, budget: number, edit: () => Promise<KubeObject>): Promise<Figure[]> => {
    await quiet(writes);
    await calm(pids['kube-apiserver']);
    const mark = await writes.mark();
    const before = await usageOf(installation);
    const begin = performance.now();
    await operational(client, await edit());
    const done = performance.now();
    await quiet(writes);
    const after = await usageOf(installation);
    const made = await writes.since(mark, byMetacontroller);
    return [
      { name: `${name}: until operational`, ...seconds(done - begin), budget },
      ...cpuFigures(name, before, after),
      { name: `${name}: writes of Metacontroller`, value: made.length, unit: 'writes' },
    ];
  };
  const create = await phase('create', 10, () => client.create(aCluster));
  const upgrade = await phase('upgrade', 30, () => client.patch(aCluster, { spec: versions('v1.150.0') }));
  const mark = await writes.mark();
  const before = await usageOf(installation);
  await setTimeout(idleSeconds * 1000);
  const after = await usageOf(installation);
  const idle = await writes.since(mark, byMetacontroller);
  return [
    ...create,
    ...upgrade,
    { name: `idle ${idleSeconds} s: writes`, value: idle.length, unit: 'writes', budget: 0 },
    ...cpuFigures(`idle ${idleSeconds} s`, before, after),
    { name: 'peak RSS of Metacontroller', value: await peakMegabytes(installation.metacontroller.pid), unit: 'MB' },
    { name: 'peak RSS of the hooks', value: await peakMegabytes(installation.hooks.pid), unit: 'MB', budget: 200 },
  ];
}

/** Waits until a VMCluster says that its present generation runs. */
async function operational(client: KubeClient, { metadata: { generation } }: KubeObject): Promise<void> {
  await eventually(
    async () => {
      const { status } = await client.get(aCluster);
      const [seen, state] = ['observedGeneration', 'updateStatus'].map((key) => fieldAt(status, [key]));
      if (seen !== generation || state !== 'operational')
        throw new Error(`the VMCluster is ${String(state)} at generation ${String(seen)}, not ${generation}`);
    },
    { timeoutMs: 180_000, everyMs: 50 },
  );
}

const namespace = 'bench';
const versions = (release: string) => ({ clusterVersion: `${release}-cluster` });
const storage = {
  volumeClaimTemplate: { spec: { storageClassName: 'expandable', resources: { requests: { storage: '1Gi' } } } },
};

const aCluster: KubeObject = {
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMCluster',
  metadata: { name: 'shop', namespace },
  spec: {
    ...versions('v1.149.0'),
    retentionPeriod: '1',
    replicationFactor: 2,
    vmstorage: { replicaCount: 3, storage },
    vmselect: { replicaCount: 2, storage },
    vminsert: { replicaCount: 2 },
  },
};
