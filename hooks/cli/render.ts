import type { Command } from 'commander';
import { toYaml } from '../config/yaml.ts';
import { drive } from '../driver/drive.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { registry } from '../registry.ts';
import { localHooks, settingsFrom } from './environment.ts';
import { checkObjects } from './input/check.ts';
import { loadObjects } from './input/load.ts';
import { type CliIo, type ExitCode, exitCodes } from './io.ts';
import { chooseOutput, namespaceOption, outputOption } from './options.ts';
import { presentable } from './presentable.ts';
import { printFindings } from './print-findings.ts';

interface RenderOptions {
  readonly file: readonly string[];
  readonly namespace: string;
  readonly output: string;
}

const help = `
Prints what a cluster would hold once everything is ready: all children of all custom resources, sorted, without status.
Secrets and ConfigMaps which they refer to are taken from the same files. VM_* variables of the shell count as they do for the service.

Exit codes: 0 rendered; 1 rendered, but something in the input is invalid (on stderr); 2 input cannot be read; 3 internal error.

Examples:
  vmop render -f vmsingle.yaml
  vmop render -f manifests/ -n monitoring -o json | jq '.items[].kind'
  kustomize build . | vmop render -f - | kubectl diff -f -`;

/** Adds `vmop render`. */
export function addRender(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('render')
    .description('print the objects that custom resources lead to')
    .requiredOption('-f, --file <path...>', 'file, directory or - for standard input')
    .addOption(namespaceOption())
    .addOption(outputOption('yaml', 'json'))
    .addHelpText('after', help)
    .action(async (options: RenderOptions) => done(await render(options, io)));
}

async function render({ file, namespace, output }: RenderOptions, io: CliIo): Promise<ExitCode> {
  const settings = settingsFrom(io);
  const loaded = await loadObjects(file, namespace, io.stdin);
  if (loaded.findings.length > 0) {
    printFindings(loaded.findings, io.stderr);
    return exitCodes.badInput;
  }
  const { findings, warnings } = checkObjects(loaded.objects, registry, settings);
  printFindings(findings, io.stderr);
  printFindings(warnings, io.stderr, 'warning: ');
  const written = loaded.objects.map(({ object }) => object);
  const { objects } = drive(written, localHooks(settings));
  const failures = objects.flatMap(failure);
  for (const line of failures) io.stderr.write(`${line}\n`);
  const given = new Set(written.map(identity));
  const made = objects.filter((object) => object.kind !== 'Namespace' && !given.has(identity(object))).map(presentable);
  io.stdout.write(
    chooseOutput(output, {
      yaml: () => made.map((object) => toYaml(object)).join('---\n'),
      json: () => `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: made }, null, 2)}\n`,
    }),
  );
  return findings.length + failures.length > 0 ? exitCodes.findings : exitCodes.ok;
}

function identity(object: KubeObject): string {
  return `${object.apiVersion} ${objectKey(object)}`;
}

function failure(object: KubeObject): readonly string[] {
  const status = isJsonObject(object.status) ? object.status : {};
  if (status['updateStatus'] !== 'failed') return [];
  return [
    `${objectKey(object)} would fail: ${typeof status['reason'] === 'string' ? status['reason'] : 'no reason given'}`,
  ];
}
