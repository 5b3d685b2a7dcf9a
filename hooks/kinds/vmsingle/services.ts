import type { Settings } from '../../api/settings.ts';
import type { Identity } from '../../objects/metadata.ts';
import { reloaderPort } from '../../objects/pod/config-reloader.ts';
import { insertServicePorts } from '../../objects/pod/insert-ports.ts';
import { tcpPort } from '../../objects/service.ts';
import type { Part } from '../app/part.ts';
import { buildServices } from '../app/services.ts';
import { completeBackup } from '../app-defaults.ts';
import type { CompleteVMSingle } from './defaults.ts';
import { hasReloader } from './volumes.ts';

/** The Services of a VMSingle and its self-scrape. */
export function buildVMSingleServices(cr: CompleteVMSingle, identity: Identity, settings: Settings): Part {
  const { spec } = cr;
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
  const metrics = { metricsPorts: ['vmbackupmanager'], reloaderPort: hasReloader(cr) ? reloaderPort : undefined };
  return buildServices(spec, identity, { ports, ...metrics, scrape: 'service' }, settings);
}
