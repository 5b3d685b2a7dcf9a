import type { Action } from '../kinds/actions/action.ts';
import { actionExitCodes } from '../kinds/actions/exit-code.ts';
import { failureAnnotation } from '../kinds/actions/job-state.ts';
import { truncateBytes } from '../lib/truncate.ts';
import { ActionFailure } from './action-failure.ts';
import { type ApiServer, connectApiServer } from './api-server.ts';
import { growClaims } from './grow-claims.ts';
import { replaceStatefulSet } from './replace-stateful-set.ts';
import { rollPods } from './roll-pods.ts';

/** What `vmop act` is to do, and the Job on which a failure is reported. */
export interface ActionRun {
  readonly action: Action;
  readonly job?: string;
  /** Gets one line for each change, and why it failed as the last one. */
  readonly say: (line: string) => void;
}

/** Carries out an action and gives the exit code: 0, or one that tells why trying again is of no use. Other errors are bugs and thrown. */
export async function runAction(run: ActionRun): Promise<number> {
  let server: ApiServer | undefined;
  try {
    server = await connectApiServer();
    await carryOut(run.action, server, run.say);
    return 0;
  } catch (error) {
    if (!(error instanceof ActionFailure)) throw error;
    const reported = server !== undefined && error.fault !== 'unreachable' ? report(run, error, server) : undefined;
    await reported?.catch((why: unknown) => run.say(`the Job could not be told: ${String(why)}`));
    run.say(`${run.action.verb} failed: ${error.message}`);
    return actionExitCodes[error.fault];
  }
}

function carryOut(action: Action, server: ApiServer, say: (line: string) => void): Promise<void> {
  switch (action.verb) {
    case 'grow':
      return growClaims(action, server, say);
    case 'replace':
      return replaceStatefulSet(action, server, say);
    case 'roll':
      return rollPods(action, server, say);
    default:
      return action satisfies never;
  }
}

/** Longest failure on a Job, in bytes: room is left for what the condition says besides. */
const maxFailureBytes = 500;

async function report({ action, job }: ActionRun, { message }: ActionFailure, server: ApiServer): Promise<void> {
  if (job === undefined) return;
  const path = `/apis/batch/v1/namespaces/${action.namespace}/jobs/${job}?fieldManager=vmop-action`;
  const annotations = { [failureAnnotation]: truncateBytes(message, maxFailureBytes) };
  await server.once({ method: 'PATCH', path, body: { metadata: { annotations } } });
}
