import { dropUnknownFields } from '../../api/drop-unknown-fields.ts';
import { type VMSingle, vmsingleApi } from '../../api/vmsingle.ts';
import { objectKey } from '../../lib/kube-object.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import { refusalIssues } from '../../metacontroller/refusal.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import { buildNetworkPolicy } from '../../objects/network-policy.ts';
import { portIssues } from '../../objects/port-number.ts';
import type { ScaleTarget } from '../../objects/vpa.ts';
import { buildVpaPart } from '../app/autoscaler.ts';
import { noPart, type Part, partOf } from '../app/part.ts';
import { buildAccess } from '../app/scraper-access.ts';
import type { Built, Phase } from '../workload.ts';
import { claimFindings, retainedClaims } from './claim.ts';
import { buildConfigFiles } from './config-files.ts';
import { type CompleteVMSingle, withDefaults } from './defaults.ts';
import { buildPod } from './pod.ts';
import { accessWish, buildVMSingleScraping } from './scraping.ts';
import { buildVMSingleServices } from './services.ts';

type BuildInput = Pick<SyncInput<VMSingle>, 'parent' | 'children' | 'related' | 'settings' | 'memo'>;

/** Children of a VMSingle with what could not be built and what is worth knowing. A part that cannot be built is left out, and the Deployment with it where its pods depend on that part. */
export function buildVMSingle(input: BuildInput): Built {
  const { children, related, settings } = input;
  const { cr: parent, unknown } = dropUnknownFields(vmsingleApi, input.parent);
  const cr = withDefaults(parent, settings);
  // Namespace-extras applies the claim, where nobody would see why it is refused.
  const refusedClaims = retainedClaims(parent, settings).flatMap(({ claim }) => refusalIssues(claim));
  const findings = [...unknown, ...claimFindings(parent, related), ...refusedClaims];
  const unbuildable = portIssues(cr.spec, 'spec');
  if (unbuildable.length > 0) return { phases: [], issues: unbuildable, findings };
  const identity = singleIdentity('vmsingle', parent);
  const { networkPolicy } = cr.spec;
  const workload = buildWorkload({ ...input, parent }, cr, identity);
  const parts: readonly Part[] = [
    partOf(...buildAccess(identity, accessWish(parent))),
    buildVMSingleServices(cr, identity, settings),
    buildVpaPart(identity, deploymentTarget(identity), cr.spec.vpa, children, settings),
    networkPolicy === undefined ? noPart : partOf(buildNetworkPolicy(identity, networkPolicy)),
    workload,
  ];
  return {
    phases: [{ name: 'vmsingle', children: parts.flatMap((part) => part.children), restless: workload.restless }],
    issues: parts.flatMap(({ issues }) => issues),
    findings: [...findings, ...workload.findings],
  };
}

function deploymentTarget({ name }: Identity): ScaleTarget {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}

type WorkloadPart = Part & Pick<Built, 'findings'> & Required<Pick<Phase, 'restless'>>;

/** The pods read the generated ConfigMaps and Secrets, so there is no new Deployment without them. */
function buildWorkload(input: BuildInput, cr: CompleteVMSingle, identity: Identity): WorkloadPart {
  const { related, settings } = input;
  const scraping = buildVMSingleScraping(input, identity);
  const files = buildConfigFiles(cr, identity, related);
  const children = [...scraping.children, ...files.children];
  const issues = [...scraping.issues, ...files.issues];
  const { findings, overflow } = scraping;
  const rest = { findings, restless: scraping.children.map(objectKey) };
  if (issues.length > 0) return { children, issues, ...rest };
  const template = buildPod(cr, identity, overflow, settings);
  if (!template.ok) return { children, issues: template.error, ...rest };
  // Recreate: two pods must never write to one data directory.
  const deployment = { ...cr.spec, template: template.value, strategy: { type: 'Recreate' } };
  return { children: [...children, buildDeployment(identity, deployment, settings)], issues: [], ...rest };
}
