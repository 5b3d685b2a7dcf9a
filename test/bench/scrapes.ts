import { type ControlPlane, startControlPlane } from '../harness/control-plane.ts';
import { installCrds } from '../harness/crds.ts';
import { startInstallation } from '../harness/installation.ts';
import { NodeSimulator } from '../harness/node-simulator.ts';
import { findOnPath } from '../harness/programs.ts';
import { WriteCounter } from '../harness/writes.ts';
import type { Bench, Figure } from './figure.ts';
import { ConfigWatch } from './scrapes-config.ts';
import { aForeignNamespace, aForeignSecret, agentNamespace, agents, benchNamespaces } from './scrapes-objects.ts';
import {
  editLate,
  editSome,
  idle,
  inParallel,
  installAgents,
  restart,
  rollOut,
  type Scene,
  scrapesBurst,
} from './scrapes-phases.ts';
import { calm, peakMegabytes, quiet, usageOf } from './settling.ts';

/** What is in the cluster of a bench. */
interface Amounts {
  readonly scrapes: number;
  /** Namespaces and Secrets that have nothing to do with vmop and are there first. */
  readonly namespaces?: number;
  readonly secrets?: number;
  /** Length of the idle phase; 60 when absent. */
  readonly idleSeconds?: number;
}

/**
 * VMServiceScrapes and two VMAgents that select them all, on a real control plane with the real Metacontroller: creation, single edits,
 * idleness, roll-out, restart. The budgets of DESIGN 11 are stated for 2,000 scrapes and stand beside other amounts for comparison.
 */
export function scrapesBench(name: string, amounts: Amounts): Bench {
  return {
    name,
    run: async () => {
      const metacontroller = findOnPath('metacontroller');
      if (metacontroller === undefined) return 'skipped: metacontroller is not on PATH';
      const plane = await startControlPlane();
      try {
        await installCrds(plane.client);
        const nodes = await NodeSimulator.start(plane);
        try {
          return await measure(plane, metacontroller, amounts);
        } finally {
          nodes.stop();
        }
      } finally {
        await plane.stop();
      }
    },
  };
}

async function measure(plane: ControlPlane, metacontroller: string, amounts: Amounts): Promise<readonly Figure[]> {
  const { client } = plane;
  await prepare(plane, amounts);
  const writes = new WriteCounter(plane.auditLog);
  const installation = await startInstallation(plane, client, { metacontroller, isDirect: true });
  const configs = await ConfigWatch.start(client, agentNamespace, agents);
  try {
    await quiet(writes);
    const started = await usageOf(installation);
    const scene: Scene = { client, installation, configs, writes, scrapes: amounts.scrapes };
    await installAgents(scene);
    const figures = [
      ...(await scrapesBurst(scene)),
      ...(await editSome(scene)),
      ...(await idle(scene, amounts.idleSeconds ?? 60)),
      ...(await rollOut(scene)),
      ...(await restart(scene)),
      ...(await editLate(scene)),
    ];
    return [
      { name: 'start: CPU of Metacontroller', value: started.metacontroller, unit: 's' },
      { name: 'start: CPU of the hooks', value: started.hooks, unit: 's' },
      ...figures,
      {
        name: 'after all: peak RSS of Metacontroller (last restart)',
        value: await peakMegabytes(installation.metacontroller.pid),
        unit: 'MB',
      },
      {
        name: 'after all: peak RSS of the hooks',
        value: await peakMegabytes(installation.hooks.pid),
        unit: 'MB',
        budget: 200,
      },
    ];
  } finally {
    configs.stop();
    await installation.stop();
  }
}

/** Everything that is there before vmop is; then waits until the API server has digested it. */
async function prepare({ client, pids }: ControlPlane, { namespaces = 0, secrets = 0 }: Amounts): Promise<void> {
  await Promise.all(benchNamespaces.map((namespace) => client.create(namespace)));
  await inParallel(namespaces, async (index) => void (await client.create(aForeignNamespace(index))));
  await inParallel(secrets, async (index) => void (await client.create(aForeignSecret(index))));
  await calm(pids['kube-controller-manager']);
  await calm(pids['kube-apiserver']);
}
