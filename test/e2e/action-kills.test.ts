import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually } from '../harness/eventually.ts';
import { Killer, type Victim, victims } from '../harness/kills.ts';
import { seeded } from '../harness/seeded.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { slowPods } from '../harness/slow-pods.ts';
import { actionLeftovers } from './action-leftovers.ts';
import { claims, grown, someAgent, someTemplate } from './action-scene.ts';
import {
  apps,
  claimsOf,
  createCluster,
  removeCluster,
  soundReport,
  three,
  version,
  versionsOf,
  workloadName,
} from './cluster-scene.ts';
import { enterScene, reaches, type Scene } from './scene.ts';

/** How often the claims of an agent grow while something is killed; each time costs up to twenty seconds. */
const agentRounds = process.env['VMOP_LONG'] === undefined ? victims.length : 20;

/** How often a cluster is edited, and how many kills each edit has to stand. */
const clusterRounds = 5;
const killsPerRound = 4;

const patience = { timeoutMs: 180_000 };

let scene: Scene;

const identities = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${JSON.stringify(metadata.ownerReferences ?? [])}`);

async function podIdentities(namespace: string): Promise<readonly string[]> {
  const labelSelector = 'app.kubernetes.io/name=vmagent';
  const pods = await scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
  return pods.map(({ metadata }) => `${metadata.name} ${metadata.uid}`).sort();
}

/** Each victim once, then others by chance; in an order by chance. */
function drawVictims(count: number, random: () => number): readonly Victim[] {
  const drawn = Array.from({ length: count }, (_, index) => victims[index] ?? pick(victims, random));
  return drawn
    .map((victim) => ({ victim, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ victim }) => victim);
}

function pick<T>(list: readonly [T, ...T[]], random: () => number): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

describe.skipIf(isMetacontrollerMissing())('actions under fire', () => {
  beforeAll(async () => {
    scene = await enterScene(10);
  });
  afterAll(() => scene?.leave());

  it(`claims grow ${agentRounds} times while Job, hooks or Metacontroller are killed: no pod and no claim is lost`, async () => {
    const random = seeded(20_261_121);
    const namespace = await scene.namespace('kills');
    const agent = await scene.client.create(someAgent(namespace));
    await reaches(scene, agent, 'operational');
    const before = { pods: await podIdentities(namespace), claims: identities(await claims(scene, namespace)) };
    const killer = new Killer(scene.vmop, scene.nodes, namespace);
    const plan = drawVictims(agentRounds, random);
    for (const [index, victim] of plan.entries()) {
      const size = `${index + 2}Gi`;
      await Promise.all([
        scene.client.patch(agent, { spec: { statefulStorage: someTemplate(size) } }),
        // The process of a Job lives for about half a second.
        killer.kill(victim, random() * (victim === 'job' ? 500 : 2500)),
      ]);
      const place = `round ${index + 1}, victim ${victim}`;
      await grown(scene, namespace, size, patience);
      await reaches(scene, agent, 'operational', patience);
      expect(await podIdentities(namespace), place).toEqual(before.pods);
      expect(identities(await claims(scene, namespace)), place).toEqual(before.claims);
    }
    expect(killer.killed.toSorted()).toEqual(plan.toSorted());
    await eventually(async () => expect(await actionLeftovers(scene, namespace)).toEqual([]));
    await scene.client.delete(agent);
  }, 1_800_000);

  it(`a cluster grows and rolls ${clusterRounds} times under ${clusterRounds * killsPerRound} kills: what the plan says happens, and nothing else`, async () => {
    const random = seeded(20_261_122);
    const release = slowPods(
      scene.nodes,
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/instance'] === 'shop',
      () => 300 + random() * 1200,
    );
    const cached = { ...three, vmselect: { replicaCount: 2, storage: someTemplate('1Gi') } };
    const cluster = await createCluster(scene, cached);
    const { namespace, cr } = cluster;
    const { uids } = await claimsOf(scene, namespace);
    expect(Object.keys(uids)).toHaveLength(5);
    const killer = new Killer(scene.vmop, scene.nodes, namespace);
    for (let round = 1; round <= clusterRounds; round++) {
      const [storage, tag] = [someTemplate(`${round + 1}Gi`), `v1.15${round}.0`];
      await scene.client.patch(cr, { spec: { ...version(tag), vmstorage: { storage }, vmselect: { storage } } });
      for (const victim of drawVictims(killsPerRound, random))
        await killer.kill(victim, random() * (victim === 'job' ? 500 : 3000));
      await reaches(scene, cr, 'operational', patience);
      expect(await claimsOf(scene, namespace)).toEqual({ uids, sizes: [`${round + 1}Gi`] });
      expect(await versionsOf(scene, namespace)).toEqual([`${tag}-cluster`]);
      await soundReport(cluster);
    }
    expect(killer.killed).toHaveLength(clusterRounds * killsPerRound);
    await eventually(async () => expect(await actionLeftovers(scene, namespace)).toEqual([]));
    const { rolled, pods } = await soundReport(cluster);
    const rounds = Array.from({ length: clusterRounds });
    expect(rolled).toEqual(rounds.flatMap(() => apps.map(workloadName)));
    const lives = (names: readonly string[]) => [...names, ...rounds.flatMap(() => names)].toSorted();
    expect(pods['vmstorage-shop']?.toSorted()).toEqual(
      lives(['vmstorage-shop-0', 'vmstorage-shop-1', 'vmstorage-shop-2']),
    );
    expect(pods['vmselect-shop']?.toSorted()).toEqual(lives(['vmselect-shop-0', 'vmselect-shop-1']));
    expect(pods['vminsert-shop']).toHaveLength(2 * (clusterRounds + 1));
    await removeCluster(scene, cluster);
    release();
  }, 1_200_000);
});
