import { compareBytewise } from '../../lib/bytewise.ts';
import type { Container, ResourceRequirements, SecurityContext, VolumeMount } from '../k8s-types.ts';

/** Port of the reloader's own metrics and health. */
export const reloaderPort = 8435;

/** What a reloader container needs; args are rendered elsewhere. */
interface ReloaderInput {
  readonly image: string;
  readonly resources: ResourceRequirements;
  readonly args: readonly string[];
  /** Mounts, to be sorted by name. */
  readonly mounts: readonly VolumeMount[];
  /** Mounts behind those, in this order. */
  readonly furtherMounts?: readonly VolumeMount[];
  readonly securityContext?: SecurityContext | undefined;
}

/** The sidecar that watches mounted configuration and tells the app to reload. */
export function buildReloader(input: ReloaderInput): Container {
  const probe = {
    httpGet: { path: '/health', port: reloaderPort, scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
  return {
    ...buildContainer('config-reloader', input),
    ports: [{ name: 'reloader-http', protocol: 'TCP', containerPort: reloaderPort }],
    livenessProbe: probe,
    readinessProbe: { ...probe, initialDelaySeconds: 5 },
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

/** The init container that fetches the configuration once, so that the app finds it when it starts. */
export function buildConfigInit(input: ReloaderInput): Container {
  return buildContainer('config-init', input);
}

function buildContainer(name: string, input: ReloaderInput): Container {
  const sorted = input.mounts.toSorted((a, b) => compareBytewise(a.name, b.name));
  return {
    name,
    image: input.image,
    args: input.args,
    resources: input.resources,
    volumeMounts: [...sorted, ...(input.furtherMounts ?? [])],
    ...(input.securityContext === undefined ? {} : { securityContext: input.securityContext }),
  };
}
