import { dropUnknownFields } from '../../api/drop-unknown-fields.ts';
import { type VMAgent, vmagentApi } from '../../api/vmagent.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups, type SyncInput } from '../../metacontroller/contract.ts';
import { listObjects } from '../../metacontroller/retain.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import { buildNetworkPolicy } from '../../objects/network-policy.ts';
import { portIssues } from '../../objects/port-number.ts';
import { buildAutoscalers } from '../app/autoscaler.ts';
import { noPart, type Part, partOf } from '../app/part.ts';
import { buildAccess } from '../app/scraper-access.ts';
import type { Built, Phase } from '../workload.ts';
import { accessWish } from './access.ts';
import { buildConfigFiles } from './config-files.ts';
import { type CompleteVMAgent, modeOf, withDefaults } from './defaults.ts';
import { buildGeneratedSecrets } from './generated-secrets.ts';
import { buildPod } from './pod.ts';
import { readRemoteWrite } from './remote-write.ts';
import { buildVMAgentServices } from './services.ts';
import { buildWorkloads } from './workloads.ts';

/**
 * Children of a VMAgent with what could not be built and what is worth knowing. The account comes first, because the pods ask the
 * API server as soon as they start. Where a file that the pods read cannot be made, there is no new workload either.
 */
export function buildVMAgent(input: SyncInput<VMAgent>): Built {
  const { children: observed, settings } = input;
  const { cr: parent, unknown } = dropUnknownFields(vmagentApi, input.parent);
  const cr = withDefaults(parent, settings);
  const unbuildable = portIssues(cr.spec, 'spec');
  if (unbuildable.length > 0) return { phases: [], issues: unbuildable, findings: unknown };
  const identity = singleIdentity('vmagent', parent);
  const { networkPolicy } = cr.spec;
  const workload = buildWorkload({ ...input, parent }, cr, identity);
  const parts = [
    buildVMAgentServices(cr, identity, settings),
    buildShardAutoscalers(cr, identity, input),
    networkPolicy === undefined ? noPart : partOf(buildNetworkPolicy(identity, networkPolicy)),
    workload,
  ];
  return {
    phases: [
      { name: 'access', children: buildAccess(identity, accessWish(parent)) },
      { name: 'vmagent', children: parts.flatMap((part) => part.children), restless: workload.restless },
    ],
    issues: parts.flatMap(({ issues }) => issues),
    findings: [...unknown, ...workload.findings],
    retires: observedWorkloads(observed),
  };
}

type WorkloadPart = Part & Pick<Built, 'findings'> & Required<Pick<Phase, 'restless'>>;

function buildWorkload(input: SyncInput<VMAgent>, cr: CompleteVMAgent, identity: Identity): WorkloadPart {
  const { related, settings } = input;
  const remoteWrite = readRemoteWrite(cr.spec.remoteWrite, identity.namespace, related);
  // Credentials lie in the Secret of the scrape configuration: with one missing, the whole Secret stays as it is.
  if (remoteWrite.issues.length > 0) return { children: [], issues: remoteWrite.issues, findings: [], restless: [] };
  const secrets = buildGeneratedSecrets(input, identity, remoteWrite);
  const files = buildConfigFiles(cr.spec, identity, related);
  const children = [...secrets.children, ...files.children];
  const { findings, overflow } = secrets;
  const rest = { findings, restless: secrets.children.map(objectKey) };
  const issues = [...secrets.issues, ...files.issues];
  if (issues.length > 0) return { children, issues, ...rest };
  const template = buildPod(cr, identity, { remoteWrite, overflow }, settings);
  if (!template.ok) return { children, issues: template.error, ...rest };
  return { children: [...children, ...buildWorkloads(cr, identity, template.value, settings)], issues: [], ...rest };
}

/** Autoscalers scale the VMAgent itself, the horizontal one its shards, and are called like it. A DaemonSet has as many pods as there are nodes. */
function buildShardAutoscalers(
  { metadata, spec, apiVersion, kind }: CompleteVMAgent,
  identity: Identity,
  { children, settings }: SyncInput<VMAgent>,
): Part {
  if (modeOf(spec) === 'DaemonSet') return noPart;
  const target = { apiVersion, kind, name: metadata.name };
  return buildAutoscalers(identity, target, spec, children, settings);
}

const retiring = [
  groupKey('apps/v1', 'Deployment'),
  groupKey('apps/v1', 'StatefulSet'),
  groupKey('apps/v1', 'DaemonSet'),
  groupKey('policy/v1', 'PodDisruptionBudget'),
];

/** Workloads and budgets of a former mode or number of shards go when the present ones are ready; those that are still wanted are not retired. */
function observedWorkloads(observed: ObjectGroups): readonly KubeObject[] {
  return retiring.flatMap((key) => listObjects({ [key]: observed[key] ?? {} }));
}
