import type { ContainerPort, ServicePort } from '../../objects/k8s-types.ts';
import { type InsertPorts, insertServicePorts } from '../../objects/pod/insert-ports.ts';
import { tcpPort } from '../../objects/service.ts';

/** Ports of a part that other clusters may call. */
interface NativePortSpec {
  readonly port: string;
  readonly clusterNativeListenPort?: string | undefined;
  readonly insertPorts?: InsertPorts | undefined;
}

/** Ports of the part's Service, `http` first. */
export function nativeServicePorts(spec: NativePortSpec): readonly ServicePort[] {
  const { port, clusterNativeListenPort: native, insertPorts } = spec;
  return [
    tcpPort('http', Number(port)),
    ...insertServicePorts(insertPorts),
    ...(native ? [tcpPort('clusternative', Number(native))] : []),
  ];
}

/** The port for other clusters of the container; it stands behind all others. */
export function nativeContainerPorts({ clusterNativeListenPort: native }: NativePortSpec): readonly ContainerPort[] {
  return native ? [{ name: 'clusternative', protocol: 'TCP', containerPort: Number(native) }] : [];
}
