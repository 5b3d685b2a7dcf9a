import type { Command } from 'commander';
import { registry } from '../registry.ts';
import { settingsFrom } from './environment.ts';
import { checkObjects } from './input/check.ts';
import { loadObjects } from './input/load.ts';
import { type CliIo, type ExitCode, exitCodes } from './io.ts';
import { chooseOutput, namespaceOption, outputOption } from './options.ts';
import { painter } from './paint.ts';
import { renderFinding } from './print-findings.ts';

interface ValidateOptions {
  readonly file: readonly string[];
  readonly namespace: string;
  readonly output: string;
}

const help = `
Checks custom resources as the admission service does on kubectl apply, and shows all problems at once, each with file, line, document,
object, path, reason and message. Other Kubernetes objects in the files pass unread.

Exit codes: 0 all valid; 1 problems found; 2 a path does not exist; 3 internal error.

Examples:
  vmop validate -f vmsingle.yaml
  vmop validate -f manifests/ -o json | jq '.findings[].reason'
  helm template . | vmop validate -f -`;

/** Adds `vmop validate`. */
export function addValidate(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('validate')
    .description('check custom resources without a cluster')
    .requiredOption('-f, --file <path...>', 'file, directory or - for standard input')
    .addOption(namespaceOption())
    .addOption(outputOption('text', 'json'))
    .addHelpText('after', help)
    .action(async (options: ValidateOptions) => done(await validate(options, io)));
}

async function validate({ file, namespace, output }: ValidateOptions, io: CliIo): Promise<ExitCode> {
  const settings = settingsFrom(io);
  const paint = painter(io);
  const loaded = await loadObjects(file, namespace, io.stdin);
  const checked = checkObjects(loaded.objects, registry, settings);
  const findings = [...loaded.findings, ...checked.findings];
  const known = loaded.objects.filter(({ object }) =>
    registry.some(({ api }) => object.kind === api.kind && object.apiVersion === `${api.group}/${api.version}`),
  ).length;
  const text = (): string =>
    [
      ...findings.map((finding) => `${paint('red', 'error')}: ${renderFinding(finding)}`),
      ...checked.warnings.map((finding) => `${paint('yellow', 'warning')}: ${renderFinding(finding)}`),
      findings.length === 0
        ? paint(
            'green',
            `${count(known, 'custom resource')} valid, ${count(loaded.objects.length - known, 'other object')} passed`,
          )
        : `${count(findings.length, 'problem')} in ${count(loaded.objects.length, 'object')}`,
      '',
    ].join('\n');
  const json = (): string =>
    `${JSON.stringify({ findings, warnings: checked.warnings, customResources: known }, null, 2)}\n`;
  io.stdout.write(chooseOutput(output, { text, json }));
  return findings.length > 0 ? exitCodes.findings : exitCodes.ok;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
