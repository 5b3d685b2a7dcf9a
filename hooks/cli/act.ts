import { type Command, InvalidArgumentError } from 'commander';
import type { Action, ClaimWish } from '../kinds/actions/action.ts';
import { parseQuantity } from '../lib/quantity.ts';
import type { CliIo } from './io.ts';

interface TargetOptions {
  readonly namespace: string;
  readonly statefulSet: string;
  readonly uid: string;
  readonly job?: string;
}

/** Adds `vmop act`: what the Jobs of vmop run (docs/adr/0014-actions-are-jobs.md). It works by hand too, with the account of a KUBECONFIG. */
export function addAct(program: Command, io: CliIo, done: (code: number) => void): void {
  const act = program.command('act', { hidden: true }).description('carry out what cannot be declared; run by Jobs');
  const run = async ({ job }: TargetOptions, action: Action) =>
    done(
      await io.act({ action, ...(job === undefined ? {} : { job }), say: (line) => void io.stderr.write(`${line}\n`) }),
    );

  addTarget(act.command('grow').description('raise the requests of volume claims'))
    .requiredOption('--claim <name,uid,size>', 'a claim and its size; may be repeated', collectClaim)
    .action((options: TargetOptions & { readonly claim: readonly ClaimWish[] }) =>
      run(options, { ...targetOf(options), verb: 'grow', claims: options.claim }),
    );
  addTarget(act.command('replace').description('delete a StatefulSet around its pods'))
    .requiredOption('--hash <hash>', 'desired hash that it must have')
    .action((options: TargetOptions & { readonly hash: string }) =>
      run(options, { ...targetOf(options), verb: 'replace', hash: options.hash }),
    );
  addTarget(act.command('roll').description('evict pods of another revision'))
    .requiredOption('--revision <revision>', 'revision that the pods shall have')
    .requiredOption('--max-unavailable <count>', 'how many pods may be missing', parseCount)
    .action((options: TargetOptions & { readonly revision: string; readonly maxUnavailable: number }) => {
      const { revision, maxUnavailable } = options;
      return run(options, { ...targetOf(options), verb: 'roll', revision, maxUnavailable });
    });
}

function addTarget(command: Command): Command {
  return command
    .requiredOption('--namespace <name>', 'namespace of the StatefulSet')
    .requiredOption('--stateful-set <name>', 'its name')
    .requiredOption('--uid <uid>', 'its uid: another one of that name is left alone')
    .option('--job <name>', 'Job that is told why it failed');
}

function targetOf({ namespace, statefulSet, uid }: TargetOptions): Omit<TargetOptions, 'job'> {
  return { namespace, statefulSet, uid };
}

function collectClaim(text: string, claims: readonly ClaimWish[] = []): readonly ClaimWish[] {
  const [name = '', uid = '', size = '', ...rest] = text.split(',');
  if (name === '' || uid === '' || rest.length > 0) throw new InvalidArgumentError('expected NAME,UID,SIZE');
  const parsed = parseQuantity(size);
  if (!parsed.ok) throw new InvalidArgumentError(parsed.error);
  return [...claims, { name, uid, size }];
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('expected a number of pods, at least 1');
  return Number(text);
}
