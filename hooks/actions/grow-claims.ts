import type { Action, ClaimWish } from '../kinds/actions/action.ts';
import { compareQuantities } from '../lib/quantity.ts';
import { storageRequest } from '../metacontroller/storage-request.ts';
import { ActionFailure } from './action-failure.ts';
import type { ApiServer } from './api-server.ts';

type Grow = Extract<Action, { verb: 'grow' }>;

/**
 * Raises the requests of the claims; those that are gone, were made anew or are large enough are left alone. All of them are tried
 * without effect first, so that what the API server refuses of one claim is done to none. Throws ActionFailure.
 */
export async function growClaims(action: Grow, server: ApiServer, say: (line: string) => void): Promise<void> {
  for (const wish of action.claims) await growClaim(action, wish, server, true);
  for (const wish of action.claims) {
    if (await growClaim(action, wish, server, false)) say(`claim ${wish.name} asks for ${wish.size}`);
  }
}

const tries = 10;

/** True where the claim was changed, or would have been. */
async function growClaim(
  { namespace }: Grow,
  { name, uid, size }: ClaimWish,
  server: ApiServer,
  isTrial: boolean,
): Promise<boolean> {
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`;
  const query = `fieldManager=vmop-action${isTrial ? '&dryRun=All' : ''}`;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const claim = await server.get(path);
    if (claim === undefined || claim.metadata.uid !== uid || claim.metadata.deletionTimestamp !== undefined)
      return false;
    const live = storageRequest(claim);
    if (live === undefined || compareQuantities(live, size) >= 0) return false;
    const { resourceVersion } = claim.metadata;
    // With the version that was looked at, nobody's larger request is lowered.
    const body = { metadata: { uid, resourceVersion }, spec: { resources: { requests: { storage: size } } } };
    const answer = await server.ask({ method: 'PATCH', path: `${path}?${query}`, body });
    if (answer.code < 300) return true;
  }
  throw new ActionFailure('impossible', `claim ${name} changes so often that it could not be grown`);
}
