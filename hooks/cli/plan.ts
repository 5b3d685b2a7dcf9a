import type { Command } from 'commander';
import type { KubeObject } from '../lib/kube-object.ts';
import { describeField, describePods } from '../plan/describe.ts';
import { isEmptyPlan, type ObjectChange, type Plan, plan } from '../plan/plan.ts';
import { localHooks, settingsFrom } from './environment.ts';
import { loadObjects } from './input/load.ts';
import { BadInput, type CliIo, type ExitCode, exitCodes } from './io.ts';
import { chooseOutput, namespaceOption, outputOption } from './options.ts';
import { type Paint, painter } from './paint.ts';
import { findRefusals } from './plan-refusals.ts';
import { printFindings } from './print-findings.ts';

interface PlanCommandOptions {
  readonly file: readonly string[];
  readonly namespace: string;
  readonly output: string;
}

const help = `
Shows what an edit leads to before it is made: whether admission refuses it, which objects appear, change and go, field by
field, and which pods restart.
An object that only OLD has counts as deleted. ConfigMaps and Secrets that are in neither are assumed to stay as they are.

Exit codes: 0 no difference; 1 differences; 2 input cannot be read; 3 internal error.

Examples:
  vmop plan -f old.yaml -f new.yaml
  vmop plan -f <(git show main:vmsingle.yaml) -f vmsingle.yaml
  kubectl get vmsingle main -o yaml | vmop plan -f - -f new.yaml`;

/** Adds `vmop plan`. */
export function addPlan(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('plan')
    .description('show what an edit changes and which pods restart')
    .requiredOption(
      '-f, --file <path>',
      'once for OLD, once for NEW: file, directory or - for standard input',
      collect,
      [],
    )
    .addOption(namespaceOption())
    .addOption(outputOption('text', 'json'))
    .addHelpText('after', help)
    .action(async (options: PlanCommandOptions) => done(await showPlan(options, io)));
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

async function showPlan({ file, namespace, output }: PlanCommandOptions, io: CliIo): Promise<ExitCode> {
  const [old, next] = file;
  if (old === undefined || next === undefined || file.length > 2)
    throw new BadInput('plan wants exactly two -f: the old and the new files');
  const settings = settingsFrom(io);
  const before = await loadObjects([old], namespace, io.stdin);
  const after = await loadObjects([next], namespace, io.stdin);
  const findings = [...before.findings, ...after.findings];
  printFindings(findings, io.stderr);
  if (findings.length > 0) return exitCodes.badInput;
  const [olds, news] = [before.objects.map(unwrap), after.objects.map(unwrap)];
  const refusals = findRefusals(olds, news, settings);
  const result = plan(olds, news, localHooks(settings));
  io.stdout.write(
    chooseOutput(output, {
      text: () =>
        refusals.map((line) => `${painter(io)('red', `! ${line}`)}\n`).join('') + renderPlan(result, painter(io)),
      json: () => `${JSON.stringify({ refusals, ...result }, null, 2)}\n`,
    }),
  );
  return isEmptyPlan(result) && result.failures.length === 0 && refusals.length === 0
    ? exitCodes.ok
    : exitCodes.findings;
}

function unwrap({ object }: { readonly object: KubeObject }): KubeObject {
  return object;
}

/** A plan for people: pods first, since they matter most, then objects with their fields. Ends with a line break. */
export function renderPlan(result: Plan, paint: Paint): string {
  if (isEmptyPlan(result) && result.failures.length === 0)
    return 'No difference: no object changes, no pod restarts.\n';
  const pods = describePods(result);
  const lines = [
    ...result.failures.map(({ key, reason }) => paint('red', `! ${key} would fail: ${reason}`)),
    paint('bold', 'Pods'),
    ...(pods.length === 0 ? ['  none restarts, starts or stops'] : pods.map((line) => `  ${line}`)),
    paint('bold', 'Objects'),
    ...(result.changes.length === 0
      ? ['  none changes']
      : result.changes.flatMap((change) => renderChange(change, paint))),
    ...(result.assumed.length === 0
      ? []
      : [paint('dim', `Not in the files, assumed to stay as they are: ${result.assumed.join(', ')}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function renderChange({ action, key, fields }: ObjectChange, paint: Paint): readonly string[] {
  switch (action) {
    case 'appears':
      return [paint('green', `  + ${key}`)];
    case 'goes':
      return [paint('red', `  - ${key}`)];
    case 'changes':
      return [paint('yellow', `  ~ ${key}`), ...fields.map((field) => `      ${describeField(field, 'full')}`)];
    default:
      return action satisfies never;
  }
}
