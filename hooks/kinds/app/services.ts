import type { Settings } from '../../api/settings.ts';
import { appPath, usesTls } from '../../config/args/app-address.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import { additionalServiceName, buildAdditionalService } from '../../objects/additional-service.ts';
import type { Service, ServicePort } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildPodSelfScrape } from '../../objects/pod-self-scrape.ts';
import { buildSelfScrape, type ScrapeOverride } from '../../objects/self-scrape.ts';
import { buildService, finishService, type ServiceInput, type ServiceOverride } from '../../objects/service.ts';
import { noPart, type Part, partOf } from './part.ts';

/** Fields of a workload spec that shape its Services and its self-scrape. */
export interface ServicesSpec {
  readonly extraArgs?: StringMap | undefined;
  readonly serviceSpec?: ServiceOverride | undefined;
  readonly disableSelfServiceScrape: boolean;
  readonly serviceScrapeSpec?: ScrapeOverride | undefined;
}

/** What Services and self-scrape need beside the spec. */
export interface ServicesInput {
  /** Ports of the main Service, `http` first. */
  readonly ports: readonly ServicePort[];
  readonly headless?: ServiceInput['headless'];
  /** Where the main Service is not called like the component, or has labels of its own. */
  readonly main?: Pick<ServiceInput, 'name' | 'labels'> | undefined;
  /** Label of the main Service that names the scrape job. */
  readonly jobLabel?: string | undefined;
  /** Further named ports that serve `/metrics`. */
  readonly metricsPorts?: readonly string[];
  readonly reloaderPort?: number | undefined;
  /** Whether metrics are scraped through the Service, or from each pod. */
  readonly scrape: 'service' | 'pods';
}

/** Main Service, additional Service and self-scrape of a workload. Issue: the additional Service would have the name of the main one. */
export function buildServices(spec: ServicesSpec, identity: Identity, input: ServicesInput, settings: Settings): Part {
  const { ports, headless } = input;
  const main = buildService(identity, { ports, headless, override: spec.serviceSpec, ...input.main });
  const additional = buildAdditional(spec, identity, main, settings);
  const scrape = spec.disableSelfServiceScrape ? [] : [buildScrape(spec, identity, input, main)];
  return { children: [finishService(main, settings), ...additional.children, ...scrape], issues: additional.issues };
}

function buildAdditional({ serviceSpec }: ServicesSpec, identity: Identity, main: Service, settings: Settings): Part {
  if (serviceSpec === undefined || serviceSpec.useAsDefault === true) return noPart;
  const name = additionalServiceName(identity, serviceSpec);
  if (name !== main.metadata.name && name !== identity.name)
    return partOf(buildAdditionalService(identity, main, serviceSpec, settings));
  const message = `${identity.app} additional service name: "${name}" cannot be the same as crd.prefixedname: "${identity.name}"`;
  return {
    children: [],
    issues: [{ path: 'spec.serviceSpec.metadata.name', reason: 'AdditionalServiceNameTaken', message }],
  };
}

function buildScrape(spec: ServicesSpec, identity: Identity, input: ServicesInput, service: Service): KubeObject {
  const { extraArgs, serviceScrapeSpec } = spec;
  const shared = {
    metricsPath: appPath(extraArgs, '/metrics'),
    useTls: usesTls(extraArgs),
    metricsAuthKey: extraArgs?.['metricsAuthKey'],
    reloaderPort: input.reloaderPort,
    override: serviceScrapeSpec,
  };
  return input.scrape === 'pods'
    ? buildPodSelfScrape(identity, shared)
    : buildSelfScrape({ ...shared, service, extraPorts: input.metricsPorts ?? [], jobLabel: input.jobLabel });
}
