import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import type { VMSingle, VMSingleSpec } from '../../api/vmsingle.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { compareQuantities, parseQuantity } from '../../lib/quantity.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { storageRequest } from '../../metacontroller/storage-request.ts';
import { buildClaim } from '../../objects/claim.ts';
import { whyClaimCannotExpand } from '../../objects/claim-expansion.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import type { RetainedClaim } from '../kind.ts';
import { resizingFindings } from '../storage/claim-resizing.ts';

const requestPath = 'spec.storage.resources.requests.storage';

/** The size a VMSingle asks for; undefined without spec.storage and where the size is zero or unreadable. */
export function wishedStorage(cr: { readonly spec: Pick<VMSingleSpec, 'storage'> }): string | undefined {
  const wished = cr.spec.storage?.resources?.requests?.['storage'];
  if (wished === undefined) return undefined;
  const parsed = parseQuantity(String(wished));
  return parsed.ok && parsed.value.nano > 0n ? String(wished) : undefined;
}

/** Without spec.storage there is no claim, whatever else the spec says. */
export function mayRetainClaims(cr: KubeObject): boolean {
  return isJsonObject(cr.spec) && cr.spec['storage'] !== undefined;
}

/** The claim of a VMSingle, which namespace-extras attaches to the Namespace so that it outlives the CR. */
export function retainedClaims(cr: VMSingle, settings: Settings): readonly RetainedClaim[] {
  const { storage, storageMetadata, removePvcAfterDelete } = cr.spec;
  if (storage === undefined || wishedStorage(cr) === undefined) return [];
  const claim = buildClaim(singleIdentity('vmsingle', cr), storage, storageMetadata, settings);
  return [{ claim, removeAfterDelete: removePvcAfterDelete === true }];
}

/** What the observed claim says about the wish: too large already, cannot grow, growing. Throws when the request lacks a related group. */
export function claimFindings(cr: VMSingle, related: ObjectGroups): readonly Issue[] {
  if (cr.spec.storage === undefined) return [];
  const wished = wishedStorage(cr);
  if (wished === undefined) {
    const message = 'spec.storage has no size: there is no volume claim, and data is lost with the pod';
    return [{ path: requestPath, reason: 'StorageRequestMissing', message }];
  }
  const claims = groupOf(related, groupKey('v1', 'PersistentVolumeClaim'));
  const classes = groupOf(related, groupKey('storage.k8s.io/v1', 'StorageClass'));
  const { name, namespace } = singleIdentity('vmsingle', cr);
  const claim = claims[`${namespace}/${name}`];
  if (claim === undefined) return [];
  return [
    ...sizeFindings(claim, wished, Object.values(classes)),
    ...classFindings(claim, cr),
    ...resizingFindings(claim, requestPath),
  ];
}

function sizeFindings(claim: KubeObject, wished: string, classes: readonly KubeObject[]): readonly Issue[] {
  const live = storageRequest(claim);
  if (live === undefined) return [];
  const order = compareQuantities(wished, live);
  if (order < 0) {
    const message = `claim ${claim.metadata.name} has ${live} and cannot shrink to ${wished}`;
    return [{ path: requestPath, reason: 'StorageShrink', message }];
  }
  const why = order > 0 ? whyClaimCannotExpand(claim, classes) : null;
  if (why === null) return [];
  return [
    {
      path: requestPath,
      reason: 'StorageCannotGrow',
      message: `claim ${claim.metadata.name} cannot grow from ${live} to ${wished}: ${why}`,
    },
  ];
}

function classFindings(claim: KubeObject, cr: VMSingle): readonly Issue[] {
  const wished = cr.spec.storage?.storageClassName;
  const live = fieldAt(claim, ['spec', 'storageClassName']);
  if (wished === undefined || typeof live !== 'string' || live === wished) return [];
  const message = `claim ${claim.metadata.name} has StorageClass ${live} for ever and cannot move to ${wished}`;
  return [{ path: 'spec.storage.storageClassName', reason: 'StorageClassChanged', message }];
}
