import type { Service, ServicePort } from '../../objects/k8s-types.ts';
import { selectorLabels } from '../../objects/metadata.ts';
import {
  buildService,
  finishService,
  type ServiceInput,
  type ServiceOverride,
  tcpPort,
} from '../../objects/service.ts';
import type { Part } from '../app/part.ts';
import { buildServices } from '../app/services.ts';
import type { ClusterContext } from './context.ts';
import type { BalancerPart, CompleteVMCluster, InsertPart, SelectPart } from './defaults.ts';
import { internalServiceName, partIdentity } from './identities.ts';

/** Tells the Services of a load balancer apart. */
export const proxyLabel = 'operator.victoriametrics.com/vmauthlb-proxy-name';

/** Names the job under which a balanced part is scraped: as if it were not balanced. */
const jobLabel = 'operator.victoriametrics.com/vmauthlb-proxy-job-name';

type BalancedApp = 'vmselect' | 'vminsert';

/**
 * Services of a part and its self-scrape. Where it is balanced, its own Service gets an internal name and no address, and a Service
 * with the part's name leads to the load balancer. Then a Service which the user shapes (useAsDefault) is the public one, because it is
 * what his clients call; with the official operator its port leads past the load balancer's. Source: reference 3.2
 */
export function buildBalancedServices(
  app: BalancedApp,
  part: SelectPart | InsertPart,
  own: Pick<ServiceInput, 'ports' | 'headless'>,
  { cr, settings }: ClusterContext,
): Part {
  const identity = partIdentity(app, cr);
  const balancer = balancerOf(app, cr);
  if (balancer === undefined) return buildServices(part, identity, { ...own, scrape: 'service' }, settings);
  const isShaped = part.serviceSpec?.useAsDefault === true;
  const internal = buildServices(
    isShaped ? { ...part, serviceSpec: undefined } : part,
    identity,
    {
      ports: own.ports,
      headless: own.headless ?? 'ready-pods',
      main: { name: internalServiceName(app, cr), labels: { [jobLabel]: identity.name } },
      jobLabel,
      scrape: 'service',
    },
    settings,
  );
  const proxy = buildService(identity, {
    ports: [tcpPort('http', Number(part.port), Number(balancer.port))],
    override: isShaped ? withAddress(part.serviceSpec) : undefined,
    labels: { [proxyLabel]: app === 'vmselect' ? 'select' : 'insert' },
    selector: selectorLabels(partIdentity('vmclusterlb', cr)),
  });
  const redirected = redirect(proxy, Number(part.port), Number(balancer.port));
  return { children: [...internal.children, finishService(redirected, settings)], issues: internal.issues };
}

function balancerOf(app: BalancedApp, { balancer, spec }: CompleteVMCluster): BalancerPart | undefined {
  const { disableSelectBalancing, disableInsertBalancing } = spec.requestsLoadBalancer ?? {};
  const isDisabled = app === 'vmselect' ? disableSelectBalancing : disableInsertBalancing;
  return isDisabled === true ? undefined : balancer;
}

/** Without an address of its own a Service leads to each pod's port of the same number, and not to the load balancer's. */
function withAddress(override: ServiceOverride | undefined): ServiceOverride | undefined {
  if (override?.spec.clusterIP !== 'None') return override;
  const { clusterIP: _, ...spec } = override.spec;
  return { ...override, spec };
}

/** The user's ports lead to the part; behind the load balancer they lead to that. */
function redirect(service: Service, from: number, to: number): Service {
  const lead = (port: ServicePort): ServicePort =>
    (port.targetPort ?? port.port) === from ? { ...port, targetPort: to } : port;
  return { ...service, spec: { ...service.spec, ports: service.spec?.ports?.map(lead) } };
}
