/** A part of a cluster behind the load balancer. */
interface BalancedPart {
  /** Headless Service that lists its pods. */
  readonly service: string;
  readonly port: string;
  readonly hasTls: boolean;
}

/** What the routes of a load balancer are made of. */
export interface BalancerRoutesInput {
  readonly namespace: string;
  /** DNS domain of the Kubernetes cluster; empty: addresses end with `svc`. */
  readonly domain: string;
  readonly insert: BalancedPart;
  readonly select: BalancedPart;
}

/** Configuration of the vmauth in front of a VMCluster: writes to the inserting part, all else to the selecting one. Source: reference 3.6 */
export function renderBalancerRoutes({ namespace, domain, insert, select }: BalancerRoutesInput): string {
  const suffix = domain === '' ? `${namespace}.svc` : `${namespace}.svc.${domain}`;
  const url = ({ service, port, hasTls }: BalancedPart) =>
    `${hasTls ? 'https' : 'http'}://srv+${service}.${suffix}:${port}`;
  return ['unauthorized_user:', '  url_map:', ...route('/insert/.*', url(insert)), ...route('/.*', url(select))].join(
    '\n',
  );
}

function route(path: string, url: string): readonly string[] {
  return [
    '  - src_paths:',
    `    - ${JSON.stringify(path)}`,
    `    url_prefix: ${JSON.stringify(url)}`,
    '    discover_backend_ips: true',
  ];
}
