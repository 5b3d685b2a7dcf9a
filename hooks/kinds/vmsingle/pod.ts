import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { vmsingleArgs, vmsingleConfigFile, vmsinglePaths } from '../../config/args/vmsingle.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Container, PodTemplate, SecurityContext } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { patchPodContainers } from '../../objects/pod/container-patch.ts';
import { buildSecurityContexts } from '../../objects/pod/security-context.ts';
import { buildPodTemplate } from '../../objects/pod/template.ts';
import { type BackupSource, buildBackupSidecar, buildRestoreContainer } from '../app/backup-containers.ts';
import { buildMainContainer } from '../app/main-container.ts';
import { buildConfigInitContainer, buildConfigReloader, type ReloaderContext } from '../app/reloader-containers.ts';
import { hasRelabeling, hasStreamAggregation } from './config-files.ts';
import type { CompleteVMSingle } from './defaults.ts';
import { scrapes, vmsingleConfigKey } from './scraping.ts';
import { buildVolumes, hasReloader, type PodVolumes } from './volumes.ts';

/** Everything that the containers of one pod share. */
interface PodContext {
  readonly cr: CompleteVMSingle;
  readonly volumes: PodVolumes;
  readonly securityContext: SecurityContext | undefined;
  readonly settings: Settings;
}

/** Pod template of a VMSingle. `overflow`: number of overflow Secrets of the scrape configuration. Issues: volumes that contradict each other, a container patch that cannot be applied. */
export function buildPod(
  cr: CompleteVMSingle,
  identity: Identity,
  overflow: number,
  settings: Settings,
): Result<PodTemplate, readonly Issue[]> {
  const { spec } = cr;
  const volumes = buildVolumes(cr, identity, overflow, settings);
  if (!volumes.ok) return err([volumes.error]);
  const security = buildSecurityContexts(spec.securityContext, spec.useStrictSecurity, settings);
  const context: PodContext = { cr, volumes: volumes.value, securityContext: security.container, settings };
  const reloader = {
    spec,
    mounts: volumes.value.reloader,
    secret: configSecret(cr, identity),
    securityContext: security.container,
  };
  const initContainers = [
    ...(scrapes(cr) ? [buildConfigInitContainer(reloader, settings)] : []),
    ...backupOf(context).flatMap((source) => buildRestoreContainer(source, settings)),
  ];
  const patched = patchPodContainers({ containers: buildContainers(context, reloader), initContainers }, spec);
  if (!patched.ok) return patched;
  const parts = {
    serviceAccountName: spec.serviceAccountName || identity.name,
    ...patched.value,
    volumes: volumes.value.volumes,
    securityContext: security.pod,
  };
  return ok(buildPodTemplate(identity, spec, parts, settings));
}

function configSecret(cr: CompleteVMSingle, { namespace, name }: Identity): ReloaderContext['secret'] {
  if (!scrapes(cr)) return undefined;
  return { namespace, name, key: vmsingleConfigKey, file: `${vmsinglePaths.configOut}/${vmsingleConfigFile}` };
}

function buildContainers(context: PodContext, reloader: ReloaderContext): readonly Container[] {
  const { cr, volumes, securityContext, settings } = context;
  const { spec } = cr;
  const files = {
    scrapeConfig: scrapes(cr),
    relabeling: hasRelabeling(cr),
    streamAggregation: hasStreamAggregation(cr),
    reloadAuthKey: hasReloader(cr),
  };
  const args = vmsingleArgs(spec, files, settings);
  const main = { name: 'vmsingle', args, mounts: volumes.main, hasLiveness: false, securityContext };
  return [
    buildMainContainer(spec, main, settings),
    ...(hasReloader(cr) ? [buildConfigReloader(reloader, settings)] : []),
    ...backupOf(context).flatMap((source) => buildBackupSidecar(source, settings)),
  ];
}

function backupOf({ cr: { spec }, volumes, securityContext }: PodContext): readonly BackupSource[] {
  const { vmBackup: backup, storageDataPath, license, useDefaultResources } = spec;
  if (backup === undefined) return [];
  const { backup: sidecar, restore } = volumes;
  const mounts = { backup: sidecar, restore };
  const destination = backup.destination ?? '';
  return [{ backup, app: spec, storageDataPath, destination, license, useDefaultResources, mounts, securityContext }];
}
