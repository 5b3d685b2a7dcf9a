import type { Command } from 'commander';
import type { Settings } from '../api/settings.ts';
import { defaultSettings, parseSettings } from '../api/settings-table.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { registry } from '../registry.ts';
import { type Cluster, connect } from './cluster.ts';
import { BadInput, type CliIo } from './io.ts';
import { type Estate, takeInventory } from './takeover/inventory.ts';
import { collectionPath } from './takeover/paths.ts';
import { applySteps, planEstate } from './takeover/plan.ts';
import { findBlockers, officialEnvironment } from './takeover/preflight.ts';
import { type EstatePlan, renderReport } from './takeover/report.ts';

/** What the command needs of the process: where to write, and the environment for VM_* settings. */
export type TakeoverIo = Pick<CliIo, 'stdout' | 'stderr' | 'env'>;

interface TakeoverOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly selector?: string;
  readonly kind?: readonly string[];
  readonly officialManager: string;
  readonly apply?: boolean;
}

const help = `
Run it after the official operator is stopped and BEFORE vmop's controllers are installed. Without --apply it only reports.
Per custom resource it labels the children so that Metacontroller knows them, hands the official operator's fields to vmop,
gives volume claims to their Namespace, and takes the official finalizer off, from the custom resource last of all.
No workload is changed by this command itself. An interrupted run is resumed by running it again. Way back: docs/takeover.md.

Exit codes: 0 nothing left to do; 1 something is left to do or left alone (read the report); 2 refused by the preflight or no cluster; 3 failed half-way.

Examples:
  vmop takeover                              report for the whole cluster
  vmop takeover -n monitoring --apply        take over one namespace
  vmop takeover -l canary=true --apply       take over labelled resources first`;

/** Adds \`vmop takeover\` to the program. The action's exit code is handed to \`done\`. */
export function addTakeover(program: Command, io: TakeoverIo, done: (code: number) => void): void {
  program
    .command('takeover')
    .description('hand the children of the official operator over to vmop, without a restart')
    .option('--apply', 'do it; the default is a dry run')
    .option('-n, --namespace <name>', 'only custom resources of this namespace')
    .option('-l, --selector <labels>', 'only custom resources with these labels')
    .option('--kind <kinds...>', 'only these kinds, for example VMSingle')
    .option('--kubeconfig <file>', 'kubeconfig file')
    .option('--context <name>', 'context in the kubeconfig')
    .option('--official-manager <name>', "the official operator's field manager", 'app')
    .addHelpText('after', help)
    .action(async (options: TakeoverOptions) => done(await takeOver(options, io)));
}

async function takeOver(options: TakeoverOptions, io: TakeoverIo): Promise<number> {
  const say = (text: string) => void io.stdout.write(`${text}\n`);
  const kinds = chooseKinds(options.kind);
  const cluster = await connect(options);
  const { blockers, settings, notes } = await preflight(cluster, kinds, io.env);
  for (const note of notes) say(`note: ${note}`);
  if (blockers.length > 0) {
    for (const blocker of blockers) io.stderr.write(`refused: ${blocker}\n`);
    return 2;
  }
  const managers = { official: options.officialManager, ours: settings.fieldManager };
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const plans: EstatePlan[] = [];
  for (const estate of await inventory(cluster, kinds, options))
    plans.push(await planEstate(cluster, estate, settings, managers, now));
  if (plans.length === 0) say('no custom resource in scope');
  say(renderReport(plans));
  const open = plans.filter(({ steps }) => steps.length > 0);
  const leftAlone = plans.some((plan) => plan.preview.refusal !== undefined);
  if (options.apply !== true) {
    if (open.length > 0) say('This was a dry run: nothing was changed. Add --apply to do it.');
    return open.length > 0 || leftAlone ? 1 : 0;
  }
  try {
    for (const plan of open) await applySteps(cluster, plan, settings.fieldManager, say);
  } catch (error) {
    io.stderr.write(
      `stopped: ${error instanceof Error ? error.message : String(error)}\nNothing is lost: run the command again to go on.\n`,
    );
    return 3;
  }
  say(`${open.length} taken over. Install vmop's controllers next.`);
  return leftAlone ? 1 : 0;
}

function chooseKinds(names: readonly string[] | undefined): readonly RegisteredKind[] {
  const known = registry.filter((kind) => kind.controller !== undefined);
  for (const name of names ?? []) {
    if (!known.some((kind) => kind.api.kind === name)) {
      throw new BadInput(`--kind ${name}: vmop has controllers for ${known.map((kind) => kind.api.kind).join(', ')}`);
    }
  }
  return names === undefined ? known : known.filter((kind) => names.includes(kind.api.kind));
}

function inventory(
  cluster: Cluster,
  kinds: readonly RegisteredKind[],
  { namespace, selector }: TakeoverOptions,
): Promise<readonly Estate[]> {
  return takeInventory(cluster, kinds, {
    ...(namespace === undefined ? {} : { namespace }),
    ...(selector === undefined ? {} : { selector }),
  });
}

async function preflight(cluster: Cluster, kinds: readonly RegisteredKind[], env: TakeoverIo['env']) {
  const [deployments, statefulSets, leases] = await Promise.all([
    cluster.list(collectionPath('apps/v1', 'deployments')),
    cluster.list(collectionPath('apps/v1', 'statefulsets')),
    cluster.list(collectionPath('coordination.k8s.io/v1', 'leases')),
  ]);
  const blockers = findBlockers({
    deployments,
    statefulSets,
    leases,
    now: Date.now(),
    kinds: kinds.map((kind) => kind.api.kind),
  });
  const official = officialEnvironment(deployments);
  const { settings, problems } = settingsFrom({ ...official.env, ...env });
  const carried = Object.entries(official.env).map(([name, value]) => `${name}=${value}`);
  const notes = [
    ...(carried.length > 0
      ? [`the official operator ran with ${carried.join(' ')}; give vmop's hooks the same, or workloads change`]
      : []),
    ...official.references.map(
      (name) =>
        `the official operator took ${name} from a reference that is not followed here; set it in this shell for a true preview`,
    ),
    ...problems,
  ];
  return { blockers, settings, notes };
}

function settingsFrom(env: Readonly<Record<string, string | undefined>>): {
  readonly settings: Settings;
  readonly problems: readonly string[];
} {
  const parsed = parseSettings(env);
  if (parsed.ok) return { settings: parsed.value.settings, problems: [] };
  return {
    settings: defaultSettings,
    problems: parsed.error.map((issue) => `${issue.message} The preview below was made with default settings.`),
  };
}
