/**
 * How `vmop act` ends when trying again is of no use. A Job's own status says no more of a failed pod than this number, so
 * it has to tell the kinds of failure apart.
 */
export const actionExitCodes = { unreachable: 20, refused: 21, impossible: 22 } as const;

/** A way to fail for good. */
export type ActionFault = keyof typeof actionExitCodes;

const sentences: Readonly<Record<ActionFault, string>> = {
  unreachable:
    'the API server could not be reached from its pod; a NetworkPolicy must let it through, and a mesh must leave it alone',
  refused: 'the API server refused what it asked for',
  impossible: 'what it found was not what it was made for',
};

/** What an exit code in the message of a failed Job means; undefined for a message that names none of ours. Source of the wording: kube-controller-manager, pkg/controller/job/pod_failure_policy.go */
export function explainExitCode(message: string): string | undefined {
  const code = Number(/ exit code (\d+)/.exec(message)?.[1]);
  for (const [fault, value] of Object.entries(actionExitCodes)) {
    if (value === code && isFault(fault)) return sentences[fault];
  }
  return undefined;
}

function isFault(name: string): name is ActionFault {
  return Object.hasOwn(actionExitCodes, name);
}
