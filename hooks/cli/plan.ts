import type { Command } from 'commander';
import type { Settings } from '../api/settings.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { isEmptyPlan, type Plan, plan } from '../plan/plan.ts';
import { localHooks, settingsFrom } from './environment.ts';
import { type Loaded, loadObjects } from './input/load.ts';
import { BadInput, type CliIo, type ExitCode, exitCodes } from './io.ts';
import { chooseOutput, namespaceOption, outputOption } from './options.ts';
import { painter } from './paint.ts';
import { findRefusals } from './plan-refusals.ts';
import { planRendered } from './plan-rendered.ts';
import { renderPlan } from './plan-text.ts';
import { withMetricsVersion } from './plan-versions.ts';
import { printFindings } from './print-findings.ts';

interface PlanCommandOptions {
  readonly file: readonly string[];
  readonly rendered?: readonly string[];
  readonly fromVersion?: string;
  readonly namespace: string;
  readonly output: string;
}

/** A plan, and what admission would say no to. */
interface Verdict {
  readonly refusals: readonly string[];
  readonly result: Plan;
}

const help = `
Shows what an edit leads to before it is made: whether admission refuses it; for each custom resource the components that change, step
by step in roll-out order, with their pods, how they change and why; and which objects appear, change and go, field by field.
A step begins when the one before is ready; "surge" means that new pods are ready before old ones go.
An object that only OLD has counts as deleted. ConfigMaps and Secrets that are in neither are assumed to stay as they are.

Upgrades, planned before they are made:
  --from-version  the same files, first with the given release of VictoriaMetrics as the default of all its applications, then with the
                  present one (VM_METRICS_VERSION and its siblings). A version that a file names itself holds on both sides.
  --rendered      what two releases of vmop make of the same files: each prints it with vmop render -o json.
                  Refusals and failures are not in there; render tells them on stderr.

Exit codes: 0 no difference; 1 differences; 2 input cannot be read; 3 internal error.

Examples:
  vmop plan -f old.yaml -f new.yaml
  vmop plan -f <(git show main:vmsingle.yaml) -f vmsingle.yaml
  kubectl get vmsingle main -o yaml | vmop plan -f - -f new.yaml
  vmop plan -f manifests/ --from-version v1.149.0
  vmop plan --rendered old-release.json new-release.json`;

/** Adds `vmop plan`. */
export function addPlan(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('plan')
    .description('show what an edit or an upgrade changes and which pods restart')
    .option('-f, --file <path>', 'once for OLD, once for NEW: file, directory or - for standard input', collect, [])
    .option('--from-version <version>', 'plan the upgrade from this release of VictoriaMetrics, with the same -f')
    .option('--rendered <path...>', 'OLD and NEW: two outputs of vmop render -o json, instead of -f')
    .addOption(namespaceOption())
    .addOption(outputOption('text', 'json'))
    .addHelpText('after', help)
    .action(async (options: PlanCommandOptions) => done(await showPlan(options, io)));
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

async function showPlan(options: PlanCommandOptions, io: CliIo): Promise<ExitCode> {
  const verdict = await makePlan(options, io);
  if (verdict === null) return exitCodes.badInput;
  const { refusals, result } = verdict;
  io.stdout.write(
    chooseOutput(options.output, {
      text: () =>
        refusals.map((line) => `${painter(io)('red', `! ${line}`)}\n`).join('') + renderPlan(result, painter(io)),
      json: () => `${JSON.stringify({ refusals, ...result }, null, 2)}\n`,
    }),
  );
  return isEmptyPlan(result) && result.failures.length === 0 && refusals.length === 0
    ? exitCodes.ok
    : exitCodes.findings;
}

/** The plan of whichever form was asked for; null after findings were printed. */
async function makePlan(options: PlanCommandOptions, io: CliIo): Promise<Verdict | null> {
  const { file, rendered, fromVersion } = options;
  if (rendered !== undefined) {
    if (fromVersion !== undefined) throw new BadInput('plan takes --rendered or --from-version, not both');
    if (file.length > 0) throw new BadInput('plan takes --rendered OLD NEW or -f, not both');
    return { refusals: [], result: await planRendered(rendered, io.stdin) };
  }
  const settings = settingsFrom(io);
  if (fromVersion !== undefined) {
    if (file.length === 0) throw new BadInput('plan --from-version wants -f: the files that stay the same');
    const earlier = withMetricsVersion(settings, fromVersion);
    const [objects] = await readSides([file], options, io);
    return objects === undefined ? null : judge(objects, objects, settings, earlier);
  }
  if (file.length !== 2)
    throw new BadInput(
      'plan wants exactly two -f, the old and the new files; or -f with --from-version, or --rendered OLD NEW',
    );
  const sides = file.map((path) => [path]);
  const [olds, news] = await readSides(sides, options, io);
  return olds === undefined || news === undefined ? null : judge(olds, news, settings, settings);
}

/** The objects of each side; none at all when something is wrong with a file, which is printed then. */
async function readSides(
  sides: readonly (readonly string[])[],
  { namespace }: PlanCommandOptions,
  { stdin, stderr }: CliIo,
): Promise<readonly (readonly KubeObject[])[]> {
  const loaded: Loaded[] = [];
  for (const paths of sides) loaded.push(await loadObjects(paths, namespace, stdin));
  const findings = loaded.flatMap((side) => side.findings);
  printFindings(findings, stderr);
  return findings.length > 0 ? [] : loaded.map(({ objects }) => objects.map(({ object }) => object));
}

function judge(olds: readonly KubeObject[], news: readonly KubeObject[], settings: Settings, earlier: Settings) {
  return {
    refusals: findRefusals(olds, news, settings),
    result: plan(olds, news, localHooks(settings), localHooks(earlier)),
  };
}
