import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import type { VMSingle } from '../../api/vmsingle.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { ObjectGroups, SyncInput } from '../../metacontroller/contract.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import { buildNetworkPolicy } from '../../objects/network-policy.ts';
import { portIssues } from '../../objects/port-number.ts';
import { buildServiceAccount } from '../../objects/service-account.ts';
import { buildVerticalPodAutoscaler } from '../../objects/vpa.ts';
import type { Built } from '../workload.ts';
import { claimFindings } from './claim.ts';
import { buildConfigFiles } from './config-files.ts';
import { type CompleteVMSingle, withDefaults } from './defaults.ts';
import { buildPod } from './pod.ts';
import { buildServices } from './services.ts';

/** Children of a VMSingle with what could not be built and what is worth knowing. A part that cannot be built is left out, and the Deployment with it where its pods depend on that part. */
export function buildVMSingle({
  parent,
  related,
  settings,
}: Pick<SyncInput<VMSingle>, 'parent' | 'related' | 'settings'>): Built {
  const cr = withDefaults(parent, settings);
  const unbuildable = [...scrapingIssues(parent), ...portIssues(cr.spec, 'spec')];
  if (unbuildable.length > 0) return { phases: [], issues: unbuildable, findings: [] };
  const identity = singleIdentity('vmsingle', parent);
  const parts = [
    { children: cr.spec.serviceAccountName ? [] : [buildServiceAccount(identity)], issues: [] },
    buildServices(cr, identity, settings),
    buildVpa(cr, identity, settings),
    {
      children: cr.spec.networkPolicy === undefined ? [] : [buildNetworkPolicy(identity, cr.spec.networkPolicy)],
      issues: [],
    },
    buildWorkload(cr, identity, related, settings),
  ];
  return {
    phases: [{ name: 'vmsingle', children: parts.flatMap(({ children }) => children) }],
    issues: parts.flatMap(({ issues }) => issues),
    findings: claimFindings(parent, related),
  };
}

/** Some of the children, and why others are missing. */
interface Part {
  readonly children: readonly KubeObject[];
  readonly issues: readonly Issue[];
}

/** The pods read the generated ConfigMaps, so there is no new Deployment without them. */
function buildWorkload(cr: CompleteVMSingle, identity: Identity, related: ObjectGroups, settings: Settings): Part {
  const { configMaps, issues } = buildConfigFiles(cr, identity, related);
  if (issues.length > 0) return { children: configMaps, issues };
  const template = buildPod(cr, identity, settings);
  if (!template.ok) return { children: configMaps, issues: template.error };
  // Recreate: two pods must never write to one data directory.
  const input = { ...cr.spec, template: template.value, strategy: { type: 'Recreate' } };
  return { children: [...configMaps, buildDeployment(identity, input, settings)], issues: [] };
}

function buildVpa({ spec }: CompleteVMSingle, identity: Identity, settings: Settings): Part {
  if (spec.vpa === undefined) return { children: [], issues: [] };
  if (!settings.vpaApi) {
    const message = 'spec.vpa is set but VM_VPA_API_ENABLED=true env var was not provided';
    return { children: [], issues: [{ path: 'spec.vpa', reason: 'VpaApiDisabled', message }] };
  }
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.name };
  return { children: [buildVerticalPodAutoscaler(identity, target, spec.vpa)], issues: [] };
}

function scrapingIssues({ spec }: VMSingle): readonly Issue[] {
  if (spec.ingestOnlyMode !== false) return [];
  const message =
    'scraping by VMSingle itself is not available in this version of vmop; nothing is changed while ingestOnlyMode is false';
  return [{ path: 'spec.ingestOnlyMode', reason: 'ScrapingNotAvailable', message }];
}
