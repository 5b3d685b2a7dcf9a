import { setTimeout } from 'node:timers/promises';
import { fieldAt } from '../../hooks/lib/field-path.ts';
import type { KubeClient } from '../harness/client.ts';
import { eventually } from '../harness/eventually.ts';
import type { Installation } from '../harness/installation.ts';
import type { WriteCounter } from '../harness/writes.ts';
import { type Figure, median, seconds } from './figure.ts';
import type { ConfigWatch } from './scrapes-config.ts';
import { agentNamespace, agents, aServiceScrape, aVMAgent } from './scrapes-objects.ts';
import { bothOf, byMetacontroller, calm, cpuFigures, peakMegabytes, quiet, usageOf } from './settling.ts';

/** What the phases of a bench work with. */
export interface Scene {
  readonly client: KubeClient;
  readonly installation: Installation;
  readonly configs: ConfigWatch;
  readonly writes: WriteCounter;
  readonly scrapes: number;
}

/** Does something for each number below `count`, 32 at a time. */
export async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

/** Creates the VMAgents and waits until they run with an empty configuration. */
export async function installAgents({ client, configs, writes }: Scene): Promise<void> {
  for (const agent of agents) await client.create(aVMAgent(agent));
  await configs.when((texts) => texts.length > 0);
  for (const agent of agents) await operational(client, agent);
  await quiet(writes);
}

/** Creates all scrape objects at once. */
export async function scrapesBurst({ client, installation, configs, writes, scrapes }: Scene): Promise<Figure[]> {
  const before = await usageOf(installation);
  const mark = await writes.mark();
  const begin = performance.now();
  const created = inParallel(scrapes, async (index) => void (await client.create(aServiceScrape(index)))).then(() =>
    performance.now(),
  );
  const [last, complete] = await Promise.all([
    created,
    configs.when((texts) => countJobs(texts) >= scrapes, { everyMs: 250 }),
  ]);
  const settled = await quiet(writes);
  const after = await usageOf(installation);
  const secrets = await writes.since(mark, { ...byMetacontroller, resource: 'secrets', namespace: agentNamespace });
  const rss = {
    metacontroller: await peakMegabytes(installation.metacontroller.pid),
    hooks: await peakMegabytes(installation.hooks.pid),
  };
  return [
    { name: 'burst: all jobs in both configs, from the first create', ...seconds(complete - begin), budget: 5 },
    { name: 'burst: the same, from the last create', ...seconds(complete - last) },
    { name: 'burst: of which creating', ...seconds(last - begin) },
    { name: 'burst: until the last write (statuses)', ...seconds(settled - begin) },
    { name: 'burst: writes of configuration Secrets', value: secrets.length, unit: 'writes' },
    ...cpuFigures('burst', before, after, 8),
    { name: 'burst: peak RSS of Metacontroller', value: rss.metacontroller, unit: 'MB' },
    { name: 'burst: peak RSS of the hooks', value: rss.hooks, unit: 'MB' },
    { name: 'burst: peak RSS of both', value: rss.metacontroller + rss.hooks, unit: 'MB', budget: 400 },
  ];
}

const edits = 9;

/** Nine edits of single objects, each after the last one has settled. */
export async function editSome(scene: Scene): Promise<Figure[]> {
  const { installation, writes } = scene;
  const before = await usageOf(installation);
  const times: number[] = [];
  for (let i = 0; i < edits; i++) {
    times.push(await edit(scene, Math.floor((scene.scrapes / edits) * i), `/edit-${i}`));
    await quiet(writes, 1000);
  }
  const after = await usageOf(installation);
  const per = (used: number) => used / edits;
  return [
    { name: `edit: visible in both configs, median of ${edits}`, ...seconds(median(times)), budget: 0.4 },
    { name: `edit: the same, longest of ${edits}`, ...seconds(Math.max(...times)) },
    { name: 'edit: CPU of Metacontroller, each', value: per(after.metacontroller - before.metacontroller), unit: 's' },
    { name: 'edit: CPU of the hooks, each', value: per(after.hooks - before.hooks), unit: 's' },
    { name: 'edit: CPU of both, each', value: per(bothOf(after) - bothOf(before)), unit: 's', budget: 1 },
  ];
}

/** Nothing happens. */
export async function idle({ installation, writes }: Scene, forSeconds: number): Promise<Figure[]> {
  await quiet(writes);
  const mark = await writes.mark();
  const before = await usageOf(installation);
  await setTimeout(forSeconds * 1000);
  const after = await usageOf(installation);
  const made = await writes.since(mark, byMetacontroller);
  return [
    { name: `idle ${forSeconds} s: writes`, value: made.length, unit: 'writes', budget: 0 },
    ...cpuFigures(`idle ${forSeconds} s`, before, after, 0.015 * forSeconds),
  ];
}

/** The pod template of one VMAgent changes. */
export async function rollOut({ client, installation, writes }: Scene): Promise<Figure[]> {
  const [agent] = agents;
  const before = await usageOf(installation);
  const begin = performance.now();
  await client.patch(aVMAgent(agent), { spec: { podMetadata: { annotations: { 'bench/roll': 'out' } } } });
  await operational(client, agent);
  const done = performance.now();
  await quiet(writes);
  return [
    { name: 'roll-out of a VMAgent: until operational', ...seconds(done - begin) },
    ...cpuFigures('roll-out', before, await usageOf(installation), 5),
  ];
}

/** Metacontroller is ended and started again while nothing happens. */
export async function restart({ installation, writes }: Scene): Promise<Figure[]> {
  const { metacontroller } = installation;
  const mark = await writes.mark();
  const begin = performance.now();
  const before = await usageOf(installation);
  await metacontroller.restart();
  const settled = await quiet(writes, 5000);
  // Syncs that write nothing go on after the last write.
  await calm(metacontroller.pid);
  const changed = await writes.changesSince(mark, byMetacontroller);
  const after = await usageOf(installation);
  return [
    { name: 'restart of Metacontroller: until the last write', ...seconds(settled - begin) },
    { name: 'restart: objects changed', value: changed.length, unit: 'writes', budget: 0 },
    { name: 'restart: CPU of Metacontroller', value: after.metacontroller, unit: 's' },
    { name: 'restart: CPU of the hooks', value: after.hooks - before.hooks, unit: 's' },
  ];
}

/** Metacontroller is started again, and edits begin at once, one after the other. */
export async function editLate(scene: Scene): Promise<Figure[]> {
  await scene.installation.metacontroller.restart();
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(await edit(scene, i * 7, `/late-${i}`));
  await quiet(scene.writes);
  return [
    { name: 'restart: the first edit right after it is visible', ...seconds(times[0] ?? Number.NaN) },
    { name: 'restart: longest wait of 5 edits in a row', ...seconds(Math.max(...times)), budget: 5 },
  ];
}

/** Edits one scrape object and waits until both configurations show it; in ms. */
async function edit({ client, configs }: Scene, index: number, path: string): Promise<number> {
  const begin = performance.now();
  const { spec } = aServiceScrape(index, path);
  await client.patch(aServiceScrape(index), { spec });
  return (await configs.when((texts) => texts.some((text) => text.includes(path)), { timeoutMs: 120_000 })) - begin;
}

/** Waits until a VMAgent says that its present generation runs. */
async function operational(client: KubeClient, agent: string): Promise<void> {
  await eventually(
    async () => {
      const { metadata, status } = await client.get(aVMAgent(agent));
      const [generation, state] = ['observedGeneration', 'updateStatus'].map((key) => fieldAt(status, [key]));
      if (generation !== metadata.generation || state !== 'operational')
        throw new Error(`VMAgent ${agent} is ${String(state)} at generation ${String(generation)}`);
    },
    { timeoutMs: 120_000, everyMs: 50 },
  );
}

/** Distinct jobs of the bench's own scrape objects; a job is twice there while it moves from one part to another. */
function countJobs(texts: readonly string[]): number {
  const names = texts.flatMap((text) => text.match(/^- job_name: serviceScrape\/team-\S+$/gm) ?? []);
  return new Set(names).size;
}
