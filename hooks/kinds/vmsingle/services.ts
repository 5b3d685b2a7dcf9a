import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { appPath, usesTls } from '../../config/args/app-address.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { additionalServiceName, buildAdditionalService } from '../../objects/additional-service.ts';
import type { Service } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { reloaderPort } from '../../objects/pod/config-reloader.ts';
import { insertServicePorts } from '../../objects/pod/insert-ports.ts';
import { buildSelfScrape } from '../../objects/self-scrape.ts';
import { buildService, finishService, tcpPort } from '../../objects/service.ts';
import { completeBackup } from '../app-defaults.ts';
import type { CompleteVMSingle } from './defaults.ts';
import { hasReloader } from './volumes.ts';

/** The Services of a VMSingle and its self-scrape, and why one of them could not be built. */
export interface BuiltServices {
  readonly children: readonly KubeObject[];
  readonly issues: readonly Issue[];
}

/** Main Service, additional Service and VMServiceScrape. */
export function buildServices(cr: CompleteVMSingle, identity: Identity, settings: Settings): BuiltServices {
  const main = buildMainService(cr, identity, settings);
  const additional = buildAdditional(cr, identity, main, settings);
  const scrape = cr.spec.disableSelfServiceScrape ? [] : [buildScrape(cr, main)];
  return { children: [finishService(main, settings), ...additional.children, ...scrape], issues: additional.issues };
}

function buildMainService({ spec }: CompleteVMSingle, identity: Identity, settings: Settings): Service {
  const port = Number(spec.port);
  const ports = [
    tcpPort('http', port),
    // Where single-node VictoriaMetrics listens outside Kubernetes.
    ...(port === 8428 ? [] : [tcpPort('http-alias', 8428, port)]),
    ...(spec.vmBackup === undefined
      ? []
      : [tcpPort('vmbackupmanager', Number(completeBackup(spec.vmBackup, spec.useDefaultResources, settings).port))]),
    ...insertServicePorts(spec.insertPorts),
  ];
  return buildService(identity, { ports, override: spec.serviceSpec });
}

function buildAdditional(
  { spec }: CompleteVMSingle,
  identity: Identity,
  main: Service,
  settings: Settings,
): BuiltServices {
  const { serviceSpec } = spec;
  if (serviceSpec === undefined || serviceSpec.useAsDefault === true) return { children: [], issues: [] };
  const name = additionalServiceName(identity, serviceSpec);
  if (name === main.metadata.name) {
    const message = `vmsingle additional service name: "${name}" cannot be the same as crd.prefixedname: "${identity.name}"`;
    return {
      children: [],
      issues: [{ path: 'spec.serviceSpec.metadata.name', reason: 'AdditionalServiceNameTaken', message }],
    };
  }
  return { children: [buildAdditionalService(identity, main, serviceSpec, settings)], issues: [] };
}

function buildScrape(cr: CompleteVMSingle, service: Service): KubeObject {
  const { extraArgs, serviceScrapeSpec } = cr.spec;
  return buildSelfScrape({
    service,
    metricsPath: appPath(extraArgs, '/metrics'),
    useTls: usesTls(extraArgs),
    metricsAuthKey: extraArgs?.['metricsAuthKey'],
    extraPorts: ['vmbackupmanager'],
    reloaderPort: hasReloader(cr) ? reloaderPort : undefined,
    override: serviceScrapeSpec,
  });
}
