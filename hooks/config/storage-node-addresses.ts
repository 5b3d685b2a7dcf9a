/** Storage nodes of one cluster. */
export interface StorageNodes {
  /** Name of their StatefulSet and of its headless Service. */
  readonly name: string;
  readonly namespace: string;
  /** DNS domain of the Kubernetes cluster, such as `cluster.local`; empty or missing: addresses end with the namespace. */
  readonly domain?: string | undefined;
  readonly count: number;
  readonly port: string;
  /** Numbers of nodes in maintenance, which are left out. */
  readonly without?: readonly number[] | undefined;
}

/** Host and port of each storage node, by number. Source: reference workloads-metrics 3.7 */
export function storageNodeAddresses({ name, namespace, domain, count, port, without }: StorageNodes): string[] {
  const suffix = domain ? `${namespace}.svc.${domain}` : namespace;
  const hidden = new Set(without);
  const numbers = Array.from({ length: Math.max(0, count) }, (_, number) => number);
  return numbers.filter((number) => !hidden.has(number)).map((number) => `${name}-${number}.${name}.${suffix}:${port}`);
}
