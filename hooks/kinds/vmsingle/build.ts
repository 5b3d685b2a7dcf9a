import { dropUnknownFields } from '../../api/drop-unknown-fields.ts';
import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { type VMSingle, vmsingleApi } from '../../api/vmsingle.ts';
import type { ObjectGroups, SyncInput } from '../../metacontroller/contract.ts';
import { refusalIssues } from '../../metacontroller/refusal.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import { buildNetworkPolicy } from '../../objects/network-policy.ts';
import { portIssues } from '../../objects/port-number.ts';
import { buildServiceAccount } from '../../objects/service-account.ts';
import type { ScaleTarget } from '../../objects/vpa.ts';
import { buildVpaPart } from '../app/autoscaler.ts';
import { noPart, type Part, partOf } from '../app/part.ts';
import type { Built } from '../workload.ts';
import { claimFindings, retainedClaims } from './claim.ts';
import { buildConfigFiles } from './config-files.ts';
import { type CompleteVMSingle, withDefaults } from './defaults.ts';
import { buildPod } from './pod.ts';
import { buildVMSingleServices } from './services.ts';

/** Children of a VMSingle with what could not be built and what is worth knowing. A part that cannot be built is left out, and the Deployment with it where its pods depend on that part. */
export function buildVMSingle(input: Pick<SyncInput<VMSingle>, 'parent' | 'children' | 'related' | 'settings'>): Built {
  const { children, related, settings } = input;
  const { cr: parent, unknown } = dropUnknownFields(vmsingleApi, input.parent);
  const cr = withDefaults(parent, settings);
  // Namespace-extras applies the claim, where nobody would see why it is refused.
  const refusedClaims = retainedClaims(parent, settings).flatMap(({ claim }) => refusalIssues(claim));
  const findings = [...unknown, ...claimFindings(parent, related), ...refusedClaims];
  const unbuildable = [...scrapingIssues(parent), ...portIssues(cr.spec, 'spec')];
  if (unbuildable.length > 0) return { phases: [], issues: unbuildable, findings };
  const identity = singleIdentity('vmsingle', parent);
  const { networkPolicy, serviceAccountName } = cr.spec;
  const parts: readonly Part[] = [
    serviceAccountName ? noPart : partOf(buildServiceAccount(identity)),
    buildVMSingleServices(cr, identity, settings),
    buildVpaPart(identity, deploymentTarget(identity), cr.spec.vpa, children, settings),
    networkPolicy === undefined ? noPart : partOf(buildNetworkPolicy(identity, networkPolicy)),
    buildWorkload(cr, identity, related, settings),
  ];
  return {
    phases: [{ name: 'vmsingle', children: parts.flatMap((part) => part.children) }],
    issues: parts.flatMap(({ issues }) => issues),
    findings,
  };
}

function deploymentTarget({ name }: Identity): ScaleTarget {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}

/** The pods read the generated ConfigMaps, so there is no new Deployment without them. */
function buildWorkload(cr: CompleteVMSingle, identity: Identity, related: ObjectGroups, settings: Settings): Part {
  const files = buildConfigFiles(cr, identity, related);
  if (files.issues.length > 0) return files;
  const template = buildPod(cr, identity, settings);
  if (!template.ok) return { children: files.children, issues: template.error };
  // Recreate: two pods must never write to one data directory.
  const input = { ...cr.spec, template: template.value, strategy: { type: 'Recreate' } };
  return partOf(...files.children, buildDeployment(identity, input, settings));
}

function scrapingIssues({ spec }: VMSingle): readonly Issue[] {
  if (spec.ingestOnlyMode !== false) return [];
  const message =
    'scraping by VMSingle itself is not available in this version of vmop; nothing is changed while ingestOnlyMode is false';
  return [{ path: 'spec.ingestOnlyMode', reason: 'ScrapingNotAvailable', message }];
}
