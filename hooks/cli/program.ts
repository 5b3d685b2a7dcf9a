import { Command, CommanderError, Option } from 'commander';
import { version } from '../lib/version.ts';
import { addAct } from './act.ts';
import { ClusterError } from './cluster.ts';
import { addCrds } from './crds.ts';
import { addDemo } from './demo.ts';
import { addExplain } from './explain.ts';
import { addInit } from './init.ts';
import { BadInput, type CliIo, exitCodes } from './io.ts';
import { addPlan } from './plan.ts';
import { addRender } from './render.ts';
import { addTakeover } from './takeover.ts';
import { addValidate } from './validate.ts';

const help = `
Exit codes: 0 ok; 1 the command worked and found problems or differences; 2 wrong arguments or input; 3 internal error.

Examples:
  vmop demo examples                       see it work, without a cluster
  vmop validate -f manifests/              check files before they are applied
  vmop plan -f old.yaml -f new.yaml        which pods would restart?
  vmop render -f vmsingle.yaml             what would be created?
  vmop explain -f manifests/ shop/cart     who scrapes it, and why not?
  vmop init && vmop takeover               install, and move over from the official operator`;

/**
 * Runs one command line (without the program's name) and resolves with its exit code; never throws and never ends the process. Everything
 * that a command reads or writes comes from `io`.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCodes.ok;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function buildProgram(io: CliIo, done: (code: number) => void): Command {
  const program = new Command('vmop')
    .description('VictoriaMetrics on Kubernetes: hooks for Metacontroller, admission, and tools around them')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
    .showSuggestionAfterError()
    .showHelpAfterError('(vmop COMMAND --help shows the options)')
    .addHelpText('after', help);
  program
    .command('serve')
    .description('run the hooks and admission service')
    .addOption(new Option('--only <part>', 'run one part only').choices(['hooks', 'admission']))
    .addHelpText(
      'after',
      '\nConfigured by environment variables, see docs/configuration.md. Stops on SIGTERM once running requests are answered.',
    )
    .action(async ({ only }: { readonly only?: 'hooks' | 'admission' }) =>
      done(await io.serve(only === undefined ? {} : { only })),
    );
  addAct(program, io, done);
  addRender(program, io, done);
  addPlan(program, io, done);
  addExplain(program, io, done);
  addValidate(program, io, done);
  addCrds(program, io, done);
  addDemo(program, io, done);
  addInit(program, io, done);
  addTakeover(program, io, done);
  program
    .command('version')
    .description('print the version')
    .action(() => {
      io.stdout.write(`vmop ${version}\n`);
      done(exitCodes.ok);
    });
  return program;
}

function explain(error: unknown, io: CliIo): number {
  if (error instanceof CommanderError) {
    // commander has written its message; asking for help is no mistake, forgetting the command is one.
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput;
  }
  // A system error (ECONNREFUSED, EACCES) is about the world outside, not a bug.
  if (error instanceof BadInput || error instanceof ClusterError || isSystemError(error)) {
    io.stderr.write(`vmop: ${error.message}\n`);
    return exitCodes.badInput;
  }
  io.stderr.write(`vmop: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.internal;
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}
