import type { Settings } from '../../api/settings.ts';
import { additionalServiceName } from '../../objects/additional-service.ts';
import type { Identity } from '../../objects/metadata.ts';
import { reloaderPort } from '../../objects/pod/config-reloader.ts';
import { insertServicePorts } from '../../objects/pod/insert-ports.ts';
import { tcpPort } from '../../objects/service.ts';
import type { Part } from '../app/part.ts';
import { buildServices } from '../app/services.ts';
import { type CompleteVMAgent, modeOf, shardCountOf } from './defaults.ts';
import { hasReloader } from './volumes.ts';

/** The Services of a VMAgent and its self-scrape. */
export function buildVMAgentServices({ spec }: CompleteVMAgent, identity: Identity, settings: Settings): Part {
  const mode = modeOf(spec);
  const input = {
    ports: [tcpPort('http', Number(spec.port)), ...insertServicePorts(spec.insertPorts)],
    reloaderPort: hasReloader(spec) ? reloaderPort : undefined,
    headless: mode === 'StatefulSet' ? ('ready-pods' as const) : undefined,
    scrape: mode === 'DaemonSet' ? ('pods' as const) : ('service' as const),
  };
  return buildServices(spec, identity, input, settings);
}

/** Service that names the pods of a StatefulSet: a headless additional one, else, for shards only, the main one. Source: reference 4.2 */
export function governingService({ spec }: CompleteVMAgent, identity: Identity): string {
  const { serviceSpec } = spec;
  if (serviceSpec !== undefined && serviceSpec.useAsDefault !== true && serviceSpec.spec.clusterIP === 'None') {
    return additionalServiceName(identity, serviceSpec);
  }
  return shardCountOf(spec) === undefined ? '' : identity.name;
}
