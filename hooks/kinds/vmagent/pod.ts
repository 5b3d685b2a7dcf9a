import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { remoteWriteArgs } from '../../config/args/remote-write.ts';
import type { RemoteWriteFiles } from '../../config/args/remote-write-access.ts';
import { vmagentArgs, vmagentConfigFile, vmagentPaths } from '../../config/args/vmagent.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { EnvVar, PodSecurityContext, PodTemplate } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { patchPodContainers } from '../../objects/pod/container-patch.ts';
import { buildSecurityContexts } from '../../objects/pod/security-context.ts';
import { buildPodTemplate } from '../../objects/pod/template.ts';
import { buildMainContainer } from '../app/main-container.ts';
import { buildConfigInitContainer, buildConfigReloader } from '../app/reloader-containers.ts';
import { hasRelabeling, hasStreamAggregation } from './config-files.ts';
import { type CompleteVMAgent, modeOf } from './defaults.ts';
import { queueBytes, queuePath } from './queue.ts';
import { buildVolumes, hasConfigSecret, hasReloader } from './volumes.ts';

/** Key of the configuration in its Secret. */
export const vmagentConfigKey = `${vmagentConfigFile}.gz`;

/** What pods are made of beside the spec. */
export interface PodInput {
  readonly remoteWrite: RemoteWriteFiles;
  /** Number of overflow Secrets of the scrape configuration. */
  readonly overflow: number;
}

/** Pod template of a VMAgent; `%SHARD_NUM%` is still literal. Issues: volumes that contradict each other, a container patch that cannot be applied. */
export function buildPod(
  cr: CompleteVMAgent,
  identity: Identity,
  { remoteWrite, overflow }: PodInput,
  settings: Settings,
): Result<PodTemplate, readonly Issue[]> {
  const { spec } = cr;
  const volumes = buildVolumes(cr, identity, { overflow, hasTlsAssets: remoteWrite.assets.size > 0 }, settings);
  if (!volumes.ok) return err([volumes.error]);
  const security = buildSecurityContexts(spec.securityContext, spec.useStrictSecurity, settings);
  const securityContext = security.container;
  const main = {
    name: 'vmagent',
    args: buildArgs(spec, remoteWrite, settings),
    env: modeOf(spec) === 'DaemonSet' ? [nodeName] : [],
    mounts: volumes.value.main,
    hasLiveness: true,
    securityContext,
  };
  const secret = hasConfigSecret(spec)
    ? {
        namespace: identity.namespace,
        name: identity.name,
        key: vmagentConfigKey,
        file: `${vmagentPaths.configOut}/${vmagentConfigFile}`,
      }
    : undefined;
  const reloader = { spec, mounts: volumes.value.reloader, secret, securityContext };
  const containers = [
    buildMainContainer(spec, main, settings),
    ...(hasReloader(spec) ? [buildConfigReloader(reloader, settings)] : []),
  ];
  const initContainers = secret === undefined ? [] : [buildConfigInitContainer(reloader, settings)];
  const patched = patchPodContainers({ containers, initContainers }, spec);
  if (!patched.ok) return patched;
  const parts = {
    serviceAccountName: spec.serviceAccountName || identity.name,
    ...patched.value,
    volumes: volumes.value.volumes,
    securityContext: podSecurity(spec, security.pod),
    completeTopologySelectors: true,
  };
  return ok(buildPodTemplate(identity, spec, parts, settings));
}

/** The pod of a DaemonSet scrapes the pods of its own node. */
const nodeName: EnvVar = { name: 'KUBE_NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } };

function buildArgs(
  spec: CompleteVMAgent['spec'],
  remoteWrite: RemoteWriteFiles,
  settings: Settings,
): readonly string[] {
  const storages = remoteWriteArgs({
    targets: spec.remoteWrite,
    access: remoteWrite.access,
    settings: spec.remoteWriteSettings ?? {},
    queuePath: queuePath(spec),
    queueBytes: queueBytes(spec),
  });
  const files = {
    scrapeConfig: spec.ingestOnlyMode !== true,
    relabeling: hasRelabeling(spec),
    streamAggregation: hasStreamAggregation(spec),
  };
  return vmagentArgs(spec, files, storages, settings);
}

/** Strict security of a DaemonSet sets no user for the whole pod, only for the generated containers: others may read files of the node. */
function podSecurity(
  spec: CompleteVMAgent['spec'],
  pod: PodSecurityContext | undefined,
): PodSecurityContext | undefined {
  if (pod === undefined || spec.securityContext !== undefined || modeOf(spec) !== 'DaemonSet') return pod;
  const { runAsUser: _, runAsGroup: __, runAsNonRoot: ___, ...rest } = pod;
  return rest;
}
