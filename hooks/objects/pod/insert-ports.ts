import type { ContainerPort, ServicePort } from '../k8s-types.ts';

/** spec.insertPorts: numbers as text. */
export interface InsertPorts {
  readonly graphitePort?: string | undefined;
  readonly influxPort?: string | undefined;
  readonly openTSDBPort?: string | undefined;
  readonly openTSDBHTTPPort?: string | undefined;
}

interface NamedPort {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly number: number;
}

/** Protocol ports of the container, after `http`. */
export function insertContainerPorts(ports: InsertPorts | undefined): readonly ContainerPort[] {
  return namedPorts(ports).map(({ name, protocol, number }) => ({ name, protocol, containerPort: number }));
}

/** Protocol ports of the main Service. */
export function insertServicePorts(ports: InsertPorts | undefined): readonly ServicePort[] {
  return namedPorts(ports).map(({ name, protocol, number }) => ({ name, protocol, port: number, targetPort: number }));
}

function namedPorts(ports: InsertPorts | undefined): readonly NamedPort[] {
  return [
    ...both('graphite', ports?.graphitePort),
    ...both('influx', ports?.influxPort),
    ...both('opentsdb', ports?.openTSDBPort),
    ...one('opentsdb-http', 'TCP', ports?.openTSDBHTTPPort),
  ];
}

function both(name: string, port: string | undefined): readonly NamedPort[] {
  return [...one(`${name}-tcp`, 'TCP', port), ...one(`${name}-udp`, 'UDP', port)];
}

function one(name: string, protocol: 'TCP' | 'UDP', port: string | undefined): readonly NamedPort[] {
  return port === undefined || port === '' ? [] : [{ name, protocol, number: Number(port) }];
}
