import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { appPath, usesProxyProtocol, usesTls } from '../../config/args/app-address.ts';
import { reloadAuthKeyPath, reloaderArgs } from '../../config/args/reloader.ts';
import { vmsingleArgs } from '../../config/args/vmsingle.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Container, PodTemplate } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildReloader } from '../../objects/pod/config-reloader.ts';
import { patchContainers } from '../../objects/pod/container-patch.ts';
import { imageReference } from '../../objects/pod/image.ts';
import { insertContainerPorts } from '../../objects/pod/insert-ports.ts';
import { buildLifecycle } from '../../objects/pod/lifecycle.ts';
import { buildProbes } from '../../objects/pod/probes.ts';
import { buildSecurityContexts } from '../../objects/pod/security-context.ts';
import { buildPodTemplate } from '../../objects/pod/template.ts';
import { completeReloader } from '../app-defaults.ts';
import { buildBackupSidecar, buildRestoreContainer, type PodContext } from './backup-containers.ts';
import { hasRelabeling, hasStreamAggregation } from './config-files.ts';
import type { CompleteVMSingle } from './defaults.ts';
import { buildVolumes, hasReloader } from './volumes.ts';

/** Pod template of a VMSingle. Issues: volumes that contradict each other, a container patch that cannot be applied. */
export function buildPod(
  cr: CompleteVMSingle,
  identity: Identity,
  settings: Settings,
): Result<PodTemplate, readonly Issue[]> {
  const { spec } = cr;
  const volumes = buildVolumes(cr, identity, settings);
  if (!volumes.ok) return err([volumes.error]);
  const security = buildSecurityContexts(spec.securityContext, spec.useStrictSecurity, settings);
  const context: PodContext = { cr, volumes: volumes.value, securityContext: security.container, settings };
  const containers = patchContainers(buildContainers(context), spec.containers, 'spec.containers');
  const initContainers = patchContainers(buildRestoreContainer(context), spec.initContainers, 'spec.initContainers');
  if (!containers.ok || !initContainers.ok) {
    return err([containers, initContainers].flatMap((result) => (result.ok ? [] : [result.error])));
  }
  const parts = {
    serviceAccountName: spec.serviceAccountName || identity.name,
    containers: containers.value,
    initContainers: initContainers.value,
    volumes: volumes.value.volumes,
    securityContext: security.pod,
  };
  return ok(buildPodTemplate(identity, spec, parts, settings));
}

function buildContainers(context: PodContext): readonly Container[] {
  const reloader = hasReloader(context.cr) ? [buildConfigReloader(context)] : [];
  return [buildMain(context), ...reloader, ...buildBackupSidecar(context)];
}

function buildMain({ cr, volumes, securityContext, settings }: PodContext): Container {
  const { spec } = cr;
  const { extraArgs, extraEnvs = [], extraEnvsFrom = [] } = spec;
  const lifecycle = buildLifecycle(spec.preStopSleepSeconds, spec.terminationGracePeriodSeconds, settings);
  const endpoint = {
    path: appPath(extraArgs, '/health'),
    port: Number(spec.port),
    scheme: usesTls(extraArgs) ? 'HTTPS' : 'HTTP',
    useProxyProtocol: usesProxyProtocol(extraArgs),
  } as const;
  const files = {
    relabeling: hasRelabeling(cr),
    streamAggregation: hasStreamAggregation(cr),
    reloadAuthKey: hasReloader(cr),
  };
  return {
    name: 'vmsingle',
    image: imageReference(spec.image),
    imagePullPolicy: spec.image.pullPolicy,
    args: vmsingleArgs(spec, files, settings),
    ports: [
      { name: 'http', protocol: 'TCP', containerPort: Number(spec.port) },
      ...insertContainerPorts(spec.insertPorts),
    ],
    ...(extraEnvs.length === 0 ? {} : { env: extraEnvs }),
    ...(extraEnvsFrom.length === 0 ? {} : { envFrom: extraEnvsFrom }),
    resources: spec.resources,
    volumeMounts: volumes.main,
    ...buildProbes(spec, endpoint, false),
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(securityContext === undefined ? {} : { securityContext }),
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

function buildConfigReloader({ cr, volumes, securityContext, settings }: PodContext): Container {
  const { spec } = cr;
  const key = spec.configReloadAuthKeySecret?.key;
  const watched = volumes.reloader.filter(({ mountPath }) => mountPath !== reloadAuthKeyPath);
  const args = reloaderArgs(
    {
      app: spec,
      watchedDirs: watched.map(({ mountPath }) => mountPath),
      extraArgs: spec.configReloaderExtraArgs,
      authKeyFile: key === undefined ? undefined : `${reloadAuthKeyPath}/${key}`,
    },
    settings,
  );
  return buildReloader({
    ...completeReloader(spec, spec.useDefaultResources, settings),
    args,
    mounts: volumes.reloader,
    securityContext,
  });
}
