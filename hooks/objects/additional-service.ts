import type { Settings } from '../api/settings.ts';
import type { Service } from './k8s-types.ts';
import type { Identity } from './metadata.ts';
import { finishService, type ServiceOverride, withProtocol } from './service.ts';

/** Marks additional Services, so that self-scrapes skip them. */
export const additionalServiceLabel = 'operator.victoriametrics.com/additional-service';

/** Name of the additional Service: the user's, or `<main>-additional-service`. Empty text counts as unset. */
export function additionalServiceName(identity: Identity, override: ServiceOverride): string {
  const name = override.metadata?.name;
  return name === undefined || name === '' ? `${identity.name}-additional-service` : name;
}

/** A Service beside the main one: the user's spec as it is, with selector, ports and type of the main one where unset. Main labels win over the user's, the user's annotations win over the main ones. clusterIP is not inherited. */
export function buildAdditionalService(
  identity: Identity,
  main: Service,
  override: ServiceOverride,
  settings: Settings,
): Service {
  const user = override.spec;
  const annotations = { ...main.metadata.annotations, ...override.metadata?.annotations };
  const selector = Object.keys(user.selector ?? {}).length > 0 ? user.selector : main.spec?.selector;
  const ports = (user.ports ?? []).length > 0 ? user.ports?.map(withProtocol) : main.spec?.ports;
  const type = user.type === undefined || user.type === '' ? main.spec?.type : user.type;
  return finishService(
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: additionalServiceName(identity, override),
        namespace: identity.namespace,
        labels: { ...override.metadata?.labels, ...main.metadata.labels, [additionalServiceLabel]: 'managed' },
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
      spec: { ...user, selector, ports, type },
    },
    settings,
  );
}
