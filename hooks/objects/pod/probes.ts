import type { ProbePatch } from '../../api/kubernetes.ts';
import type { Container, Probe } from '../k8s-types.ts';

/** Probes as users write them: every part may be left out. */
export interface UserProbes {
  readonly livenessProbe?: ProbePatch | undefined;
  readonly readinessProbe?: ProbePatch | undefined;
  readonly startupProbe?: ProbePatch | undefined;
}

/** Probes of a container, complete. */
export type Probes = Pick<Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;

/** How an app is asked whether it is well. */
export interface HealthEndpoint {
  /** With the path prefix of the app. */
  readonly path: string;
  readonly port: number;
  readonly scheme: 'HTTP' | 'HTTPS';
  /** Under the proxy protocol plain HTTP is not understood: ask whether the port is open. */
  readonly useProxyProtocol: boolean;
}

/**
 * Probes of a main container: readiness always, liveness only for apps that have one (a user's livenessProbe is ignored
 * elsewhere), startup only if the user gave one. With HTTPS and no probe of the user nothing but a TCP startup probe is
 * left, because the kubelet cannot be expected to speak the app's TLS.
 */
export function buildProbes(user: UserProbes, endpoint: HealthEndpoint, hasLiveness: boolean): Probes {
  const { livenessProbe, readinessProbe, startupProbe } = user;
  const hasOwn = livenessProbe !== undefined || readinessProbe !== undefined || startupProbe !== undefined;
  const tcp = { tcpSocket: { port: endpoint.port } };
  if (!hasOwn && endpoint.scheme === 'HTTPS') return { startupProbe: completeProbe(tcp, endpoint) };
  return {
    ...(hasLiveness ? { livenessProbe: completeProbe(livenessProbe ?? {}, endpoint) } : {}),
    readinessProbe: completeProbe(readinessProbe ?? {}, endpoint),
    ...(startupProbe === undefined
      ? {}
      : {
          startupProbe: completeProbe(hasHandler(startupProbe) ? startupProbe : { ...startupProbe, ...tcp }, endpoint),
        }),
  };
}

/** Fills in a probe's handler, the missing parts of an incomplete handler, and every timing that is zero. */
function completeProbe(probe: ProbePatch, endpoint: HealthEndpoint): Probe {
  const complete = {
    ...probe,
    ...completeHandler(probe, endpoint),
    periodSeconds: probe.periodSeconds || 5,
    failureThreshold: probe.failureThreshold || 10,
    timeoutSeconds: probe.timeoutSeconds || 5,
    successThreshold: probe.successThreshold || 1,
  };
  // What may still be missing (a gRPC port, a header's name) only the API server can refuse.
  return complete as Probe;
}

function completeHandler(
  probe: ProbePatch,
  { path, port, scheme, useProxyProtocol }: HealthEndpoint,
): Pick<ProbePatch, 'httpGet' | 'tcpSocket'> {
  const { httpGet, tcpSocket } = probe;
  if (!hasHandler(probe)) return useProxyProtocol ? { tcpSocket: { port } } : { httpGet: { path, port, scheme } };
  if (httpGet !== undefined) {
    return {
      httpGet: { ...httpGet, path: httpGet.path || path, port: httpGet.port || port, scheme: httpGet.scheme || scheme },
    };
  }
  return tcpSocket === undefined ? {} : { tcpSocket: { ...tcpSocket, port: tcpSocket.port || port } };
}

function hasHandler({ exec, grpc, httpGet, tcpSocket }: ProbePatch): boolean {
  return exec !== undefined || grpc !== undefined || httpGet !== undefined || tcpSocket !== undefined;
}
