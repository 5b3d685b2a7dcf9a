import type { Settings } from '../../api/settings.ts';
import { usesTls } from '../../config/args/app-address.ts';
import { balancerArgs, balancerConfigKey, balancerConfigPath } from '../../config/args/load-balancer.ts';
import { renderBalancerRoutes } from '../../config/balancer-routes.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildSecret } from '../../objects/secret.ts';
import { type ScrapeOverride, selects } from '../../objects/self-scrape.ts';
import { tcpPort } from '../../objects/service.ts';
import { buildHpaPart } from '../app/autoscaler.ts';
import { deploymentStrategy } from '../app/deployment-strategy.ts';
import { buildGuards } from '../app/guards.ts';
import { type Part, partOf } from '../app/part.ts';
import { replicasOf } from '../app/replicas.ts';
import { buildServices } from '../app/services.ts';
import { proxyLabel } from './balanced-services.ts';
import { accountOf, type ClusterContext, observedWorkload, scaleTarget } from './context.ts';
import type { BalancerPart } from './defaults.ts';
import { internalServiceName, partIdentity } from './identities.ts';
import { buildPartPod, type ComponentParts } from './pod.ts';
import { buildPartVolumes } from './volumes.ts';

/** The vmauth in front of vmselect and vminsert, without its routes. Vertical autoscaling is not offered for it. Source: reference 3.2, 3.6 */
export function buildBalancer(part: BalancerPart, context: ClusterContext): ComponentParts {
  const identity = partIdentity('vmclusterlb', context.cr);
  return {
    others: [
      buildGuards(identity, part),
      buildBalancerServices(part, identity, context.settings),
      buildHpaPart(identity, scaleTarget('Deployment', identity), part.hpa),
    ],
    workload: buildWorkload(part, identity, context),
  };
}

/** The Secret with the routes. They lead to the parts' internal Services, also where a part is not balanced or not there: as the official operator has it. */
export function buildRoutesSecret({ cr, settings }: ClusterContext): KubeObject {
  const { vminsert, vmselect } = cr;
  const routes = renderBalancerRoutes({
    namespace: cr.metadata.namespace,
    domain: cr.domain,
    insert: {
      service: internalServiceName('vminsert', cr),
      port: vminsert?.port ?? settings.apps.vminsert.port,
      hasTls: usesTls(vminsert?.extraArgs),
    },
    select: {
      service: internalServiceName('vmselect', cr),
      port: vmselect?.port ?? settings.apps.vmselect.port,
      hasTls: usesTls(vmselect?.extraArgs),
    },
  });
  return buildSecret(partIdentity('vmclusterlb', cr), { [balancerConfigKey]: routes }, settings);
}

function buildBalancerServices(part: BalancerPart, identity: Identity, settings: Settings): Part {
  const { serviceSpec, serviceScrapeSpec } = part;
  // There is no additional Service: what the user writes always shapes the main one.
  const shaped = {
    ...part,
    serviceSpec: serviceSpec === undefined ? undefined : { ...serviceSpec, useAsDefault: true },
    serviceScrapeSpec: serviceScrapeSpec === undefined ? undefined : onBalancerOnly(serviceScrapeSpec),
  };
  const ports = [tcpPort('http', Number(part.port))];
  return buildServices(
    shaped,
    identity,
    { ports, main: { labels: { [proxyLabel]: 'vmauth' } }, scrape: 'service' },
    settings,
  );
}

/** A selector of the user keeps to the load balancer's own Service; the public ones of balanced parts lead to the same pods. */
function onBalancerOnly(override: ScrapeOverride): ScrapeOverride {
  if (!selects(override)) return override;
  const { selector } = override;
  return { ...override, selector: { ...selector, matchLabels: { ...selector?.matchLabels, [proxyLabel]: 'vmauth' } } };
}

const configVolume = 'vmauth-lb-config';

function buildWorkload(part: BalancerPart, identity: Identity, { cr, observed, settings }: ClusterContext): Part {
  const { license } = cr.spec;
  const config = { name: configVolume, secret: { secretName: identity.name } };
  // spec.secrets and spec.configMaps have no effect here.
  const { volumes, main: mounts } = buildPartVolumes({
    spec: {
      volumes: [config, ...(part.volumes ?? [])],
      volumeMounts: [{ name: configVolume, mountPath: balancerConfigPath }, ...(part.volumeMounts ?? [])],
    },
    license,
  });
  const main = {
    name: 'vmauth',
    args: balancerArgs(part, license, settings),
    mounts,
    hasLiveness: false,
    terminationMessagePolicy: 'File',
  } as const;
  const spec = { ...part, startupProbe: part.startupProbe ?? { httpGet: {} } };
  const input = { main, volumes, serviceAccountName: accountOf(cr), completeTopologySelectors: false };
  const template = buildPartPod(spec, identity, input, settings);
  if (!template.ok) return { children: [], issues: template.error };
  const replicas = replicasOf(part, observedWorkload(scaleTarget('Deployment', identity), identity, observed));
  const deployment = { ...part, ...replicas, template: template.value, strategy: deploymentStrategy(part) };
  return partOf(buildDeployment(identity, deployment, settings));
}
