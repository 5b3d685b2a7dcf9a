import { setTimeout } from 'node:timers/promises';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { startControlPlane } from '../harness/control-plane.ts';
import { installCrds } from '../harness/crds.ts';
import { eventually } from '../harness/eventually.ts';
import { startInstallation } from '../harness/installation.ts';
import { findOnPath } from '../harness/programs.ts';
import { WriteCounter } from '../harness/writes.ts';
import type { Bench } from './figure.ts';
import { calm, peakMegabytes, quiet, usageOf } from './settling.ts';

const count = 100;

/** 100 VMSingles on a real control plane with the real Metacontroller: convergence, idleness, restart. */
export const hundredVmsingles: Bench = {
  name: `${count} VMSingle with Metacontroller`,
  run: async () => {
    const metacontroller = findOnPath('metacontroller');
    if (metacontroller === undefined) return 'skipped: metacontroller is not on PATH';
    const plane = await startControlPlane();
    try {
      const { client } = plane;
      await installCrds(client);
      const installation = await startInstallation(plane, client, { metacontroller });
      try {
        await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bench' } });
        const writes = new WriteCounter(plane.auditLog);
        await eventually(async () => void (await client.get(controllerRef)));
        await calm(plane.pids['kube-apiserver']);
        const before = await usageOf(installation);
        const begin = performance.now();
        await Promise.all(Array.from({ length: count }, (_, i) => client.create(aVMSingle(i))));
        const created = performance.now();
        await eventually(
          async () => {
            const deployments = await client.list({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'bench' });
            if (deployments.length < count) throw new Error(`${deployments.length} Deployments`);
          },
          { timeoutMs: 60_000, everyMs: 50 },
        );
        const existing = performance.now();
        await quiet(writes);
        const after = await usageOf(installation);

        const mark = await writes.mark();
        await setTimeout(60_000);
        const idle = await usageOf(installation);
        const idleWrites = await writes.since(mark, {
          namespace: 'bench',
          user: 'system:serviceaccount:vmop-system:vmop-metacontroller',
        });

        const restartMark = await writes.mark();
        const restartBegin = performance.now();
        await installation.metacontroller.restart();
        await quiet(writes);
        const restartMs = performance.now() - restartBegin;
        const changed = await writes.changesSince(restartMark, { namespace: 'bench' });
        return [
          {
            name: 'all Deployments exist, from the first create',
            value: (existing - begin) / 1000,
            unit: 's',
            budget: 2.5,
          },
          { name: 'of which creating the VMSingles', value: (created - begin) / 1000, unit: 's' },
          { name: 'CPU of Metacontroller', value: after.metacontroller - before.metacontroller, unit: 's' },
          { name: 'CPU of the hooks', value: after.hooks - before.hooks, unit: 's' },
          {
            name: 'CPU of both',
            value: after.metacontroller + after.hooks - before.metacontroller - before.hooks,
            unit: 's',
            budget: 2,
          },
          { name: 'idle minute: writes', value: idleWrites.length, unit: 'writes', budget: 0 },
          {
            name: 'idle minute: CPU of both',
            value: idle.metacontroller + idle.hooks - after.metacontroller - after.hooks,
            unit: 's',
          },
          { name: 'restart of Metacontroller until quiet', value: restartMs / 1000, unit: 's' },
          { name: 'restart: objects changed', value: changed.length, unit: 'writes', budget: 0 },
          {
            name: 'peak RSS of Metacontroller',
            value: await peakMegabytes(installation.metacontroller.pid),
            unit: 'MB',
          },
          {
            name: 'peak RSS of the hooks',
            value: await peakMegabytes(installation.hooks.pid),
            unit: 'MB',
            budget: 200,
          },
        ];
      } finally {
        await installation.stop();
      }
    } finally {
      await plane.stop();
    }
  },
};

const controllerRef = {
  apiVersion: 'metacontroller.k8s.io/v1alpha1',
  kind: 'CompositeController',
  metadata: { name: 'vmop-vmsingles' },
};

function aVMSingle(index: number): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMSingle',
    metadata: { name: `single-${index}`, namespace: 'bench' },
    spec: { retentionPeriod: '30d' },
  };
}
