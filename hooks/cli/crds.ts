import type { Command } from 'commander';
import { toYaml } from '../config/yaml.ts';
import { buildCrd } from '../generate/crd.ts';
import { allKinds } from '../registry.ts';
import { BadInput, type CliIo, type ExitCode, exitCodes } from './io.ts';

const help = `
Prints the CustomResourceDefinitions of this version. They are made from the schemas in the program, so no other file is needed.

Examples:
  vmop crds | kubectl apply --server-side -f -
  vmop crds --kind VMSingle`;

/** Adds `vmop crds`. */
export function addCrds(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command('crds')
    .description('print the CustomResourceDefinitions')
    .option('--kind <kinds...>', 'only these kinds')
    .addHelpText('after', help)
    .action(({ kind: wanted }: { readonly kind?: readonly string[] }) => {
      const unknown = wanted?.find((name) => !allKinds.some(({ api }) => api.kind === name));
      if (unknown !== undefined)
        throw new BadInput(`--kind ${unknown}: vmop knows ${allKinds.map(({ api }) => api.kind).join(', ')}`);
      const chosen = allKinds.filter(({ api }) => wanted === undefined || wanted.includes(api.kind));
      io.stdout.write(chosen.map(({ api }) => toYaml(buildCrd(api))).join('---\n'));
      done(exitCodes.ok);
    });
}
