import type { Issue } from '../../api/issue.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { compareQuantities } from '../../lib/quantity.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import { storageRequest } from '../../metacontroller/storage-request.ts';
import { whyClaimCannotExpand } from '../../objects/claim-expansion.ts';
import type { ClaimWish } from '../actions/action.ts';
import { resizingFindings } from './claim-resizing.ts';
import { claimsOf, claimTemplatesOf, relatedClasses } from './claims.ts';

/** What the claims of a StatefulSet need. */
export interface ClaimGrowth {
  /**
   * Claims that shall have the size of their template, also those that have it already: an action's list does not change
   * while it is carried out. Empty where nothing has to grow, or something cannot.
   */
  readonly wishes: readonly ClaimWish[];
  /** Why claims cannot grow. If not empty, nothing is begun. */
  readonly obstacles: readonly Issue[];
  /** What is going on in claims that are to grow. */
  readonly findings: readonly Issue[];
}

const nothing: ClaimGrowth = { wishes: [], obstacles: [], findings: [] };

/**
 * Compares the claims of a StatefulSet with the templates that its spec wishes: no claim is to be smaller than its template. Larger
 * ones stay as they are. Where one of those that have to grow cannot, none does. Throws when the request lacks claims or classes.
 */
export function judgeClaims(wished: KubeObject, related: ObjectGroups): ClaimGrowth {
  const templates = claimTemplatesOf(wished);
  if (templates.length === 0) return nothing;
  const classes = relatedClasses(related);
  const sized = templates.flatMap(({ name, template }) => {
    const size = storageRequest(template);
    return size === undefined ? [] : claimsOf(wished, name, related).map((claim) => ({ claim, size }));
  });
  const small = sized.filter(({ claim, size }) => compareRequest(claim, size) < 0);
  const obstacles = small.flatMap(({ claim, size }) => cannotGrow(claim, size, classes));
  const wishes = sized
    .filter(({ claim, size }) => compareRequest(claim, size) <= 0)
    .map(({ claim, size }) => ({ name: claim.metadata.name, uid: claim.metadata.uid ?? '', size }));
  return {
    wishes: small.length === 0 || obstacles.length > 0 ? [] : wishes,
    obstacles,
    findings: sized.flatMap(({ claim }) => resizingFindings(claim, '')),
  };
}

/** Below 0: the claim asks for less. A claim whose request cannot be read is left alone. */
function compareRequest(claim: KubeObject, size: string): number {
  const live = storageRequest(claim);
  return live === undefined ? 1 : compareQuantities(live, size);
}

function cannotGrow(claim: KubeObject, size: string, classes: readonly KubeObject[]): readonly Issue[] {
  const why = whyClaimCannotExpand(claim, classes);
  if (why === null) return [];
  const message = `${objectKey(claim)} cannot grow from ${storageRequest(claim)} to ${size}: ${why}; nothing is changed`;
  return [{ path: '', reason: 'StorageCannotGrow', message }];
}
