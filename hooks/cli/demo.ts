import type { Command } from 'commander';
import { type DriveOptions, type DriveResult, driveAsync } from '../driver/drive.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { version } from '../lib/version.ts';
import { plan } from '../plan/plan.ts';
import { registry } from '../registry.ts';
import { type HooksOverHttp, hooksOverHttp } from './demo/call-over-http.ts';
import { drawTree } from './demo/tree.ts';
import { localHooks, settingsFrom } from './environment.ts';
import { checkObjects } from './input/check.ts';
import { loadObjects } from './input/load.ts';
import { BadInput, type CliIo, type ExitCode, exitCodes } from './io.ts';
import { type Paint, painter } from './paint.ts';
import { renderPlan } from './plan-text.ts';
import { printFindings } from './print-findings.ts';

const help = `
Starts the real hooks service on a loopback port and drives it, over HTTP, with a model of Metacontroller and a cluster held in memory, over
the manifests of a directory. Shows what is created, what an edit writes, what a planned edit would restart, and what a deletion leaves.
Needs no cluster and changes nothing on this machine.

Exit codes: 0 everything ended operational; 1 something did not; 2 the directory cannot be read; 3 internal error.`;

/** Adds `vmop demo`. */
export function addDemo(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('demo')
    .description('see vmop work on a model cluster')
    .argument('[dir]', 'directory with manifests', 'examples')
    .addHelpText('after', help)
    .action(async (directory: string) => done(await demo(directory, io)));
}

async function demo(directory: string, io: CliIo): Promise<ExitCode> {
  const settings = settingsFrom(io);
  const loaded = await loadObjects([directory], 'default', io.stdin);
  const { findings } = checkObjects(loaded.objects, registry, settings);
  printFindings([...loaded.findings, ...findings], io.stderr);
  if (loaded.findings.length > 0) return exitCodes.badInput;
  const objects = loaded.objects.map(({ object }) => object);
  const edited =
    objects.find((object) => isOurs(object) && fieldAt(object, ['spec', 'storage']) !== undefined) ??
    objects.find(isOurs);
  if (edited === undefined) throw new BadInput(`${directory}: no custom resource of vmop in this directory`);
  const service = await io.serveOnLoopback();
  const wire = hooksOverHttp(service);
  try {
    const hooks = localHooks(settings);
    // The model's own choices stay, only the hooks are the service's.
    const show: Show = { say: (line = '') => void io.stdout.write(`${line}\n`), paint: painter(io) };
    show.say(show.paint('dim', `vmop ${version}: hooks service on ${service.url}, driven over HTTP`));
    return await tell(objects, edited, { hooks, callHook: wire.call }, show);
  } finally {
    wire.close();
    await service.close();
  }
}

interface Show {
  readonly say: (line?: string) => void;
  readonly paint: Paint;
}

interface Driving {
  readonly hooks: ReturnType<typeof localHooks>;
  readonly callHook: HooksOverHttp['call'];
}

async function tell(
  objects: readonly KubeObject[],
  edited: KubeObject,
  { hooks, callHook }: Driving,
  { say, paint }: Show,
): Promise<ExitCode> {
  const driving = (more: Partial<DriveOptions> = {}) => ({
    ...hooks,
    now: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    ...more,
    callHook,
  });
  const crs = objects.filter(isOurs);

  headline(`1. kubectl apply: ${crs.length} custom resources`);
  const created = await driveAsync(objects, driving());
  for (const cr of created.objects.filter((object) => crs.some((given) => objectKey(given) === objectKey(object))))
    for (const line of drawTree(cr, created.objects, paint)) say(line);
  say(paint('dim', `${created.writes.length} writes in ${created.rounds} rounds; the last one wrote nothing`));

  const louder = withSpec(edited, { logLevel: 'WARN' });
  headline(`2. an edit: ${objectKey(edited)} gets spec.logLevel: WARN`);
  const changed = await driveAsync(created.objects, driving({ edits: [{ apply: louder }] }));
  for (const line of writesOf(changed)) say(`  ${line}`);
  say(paint('dim', '  nothing else was written'));

  const upgraded = withSpec(louder, { image: { tag: 'v1.151.0' }, serviceSpec: { spec: { type: 'NodePort' } } });
  headline(`3. a planned edit: ${objectKey(edited)} would get another image tag and an additional Service`);
  say(
    renderPlan(
      plan([louder, ...others(objects, edited)], [upgraded, ...others(objects, edited)], hooks),
      paint,
    ).trimEnd(),
  );

  headline(`4. kubectl delete: ${objectKey(edited)}`);
  const deleted = await driveAsync(changed.objects, driving({ edits: [{ remove: edited }] }));
  for (const line of writesOf(deleted)) say(`  ${line}`);

  const claims = deleted.objects.filter(
    ({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name.endsWith(`-${edited.metadata.name}`),
  );
  for (const claim of claims) say(paint('green', `  kept   ${objectKey(claim)}, with its data`));

  // A scrape object that nobody selects is as it should be; nothing but kinds with a controller have a status.
  const failed = created.objects.filter(
    (object) =>
      isOurs(object) && !['operational', 'ignored'].includes(String(fieldAt(object, ['status', 'updateStatus']))),
  );
  return failed.length === 0 ? exitCodes.ok : exitCodes.findings;

  function headline(text: string): void {
    say();
    say(paint('cyan', text));
  }
}

function writesOf({ writes }: DriveResult): readonly string[] {
  return [
    ...new Set(
      writes.map(
        ({ verb, key, by }) => `${verb.padEnd(6)} ${key}${by === 'status' || by === 'cluster' ? ' (status)' : ''}`,
      ),
    ),
  ];
}

function isOurs(object: KubeObject): boolean {
  return registry.some(
    ({ api, controller }) =>
      controller !== undefined && object.kind === api.kind && object.apiVersion === `${api.group}/${api.version}`,
  );
}

function others(objects: readonly KubeObject[], edited: KubeObject): readonly KubeObject[] {
  return objects.filter((object) => object !== edited);
}

function withSpec(object: KubeObject, patch: object): KubeObject {
  return { ...object, spec: { ...(isJsonObject(object.spec) ? object.spec : {}), ...patch } };
}
