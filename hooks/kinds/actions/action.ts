/** A volume claim that shall have at least this size. */
export interface ClaimWish {
  readonly name: string;
  /** The claim that was seen: one that was made anew under its name is another. */
  readonly uid: string;
  readonly size: string;
}

/** The StatefulSet that an action is about. */
interface ActionTarget {
  readonly namespace: string;
  readonly statefulSet: string;
  readonly uid: string;
}

/**
 * What cannot be declared (DESIGN 7), as the hooks want it and as `vmop act` carries it out. `grow` raises the requests of
 * claims. `replace` deletes the StatefulSet around its pods, provided it still has this desired hash and is ready; Metacontroller
 * makes it anew. `roll` evicts pods that are not of this revision: broken ones, and with maxUnavailable above 1 that many at a time.
 */
export type Action =
  | (ActionTarget & { readonly verb: 'grow'; readonly claims: readonly ClaimWish[] })
  | (ActionTarget & { readonly verb: 'replace'; readonly hash: string })
  | (ActionTarget & { readonly verb: 'roll'; readonly revision: string; readonly maxUnavailable: number });

/** Arguments of `vmop` that carry out an action; hooks/cli/act.ts reads them. */
export function renderActionArgs(action: Action): readonly string[] {
  const { verb, namespace, statefulSet, uid } = action;
  const target = ['act', verb, '--namespace', namespace, '--stateful-set', statefulSet, '--uid', uid];
  switch (action.verb) {
    case 'grow':
      return [...target, ...action.claims.flatMap((claim) => ['--claim', `${claim.name},${claim.uid},${claim.size}`])];
    case 'replace':
      return [...target, '--hash', action.hash];
    case 'roll':
      return [...target, '--revision', action.revision, '--max-unavailable', String(action.maxUnavailable)];
    default:
      return action satisfies never;
  }
}
