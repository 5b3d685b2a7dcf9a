import { compareBytewise } from '../../lib/bytewise.ts';
import type { Container, ResourceRequirements, SecurityContext, VolumeMount } from '../k8s-types.ts';

/** Port of the reloader's own metrics and health. */
export const reloaderPort = 8435;

/** What a reloader container needs; args are rendered elsewhere. */
export interface ReloaderInput {
  readonly image: string;
  readonly resources: ResourceRequirements;
  readonly args: readonly string[];
  readonly mounts: readonly VolumeMount[];
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
    ...base('config-reloader', input),
    ports: [{ name: 'reloader-http', protocol: 'TCP', containerPort: reloaderPort }],
    livenessProbe: probe,
    readinessProbe: { ...probe, initialDelaySeconds: 5 },
    terminationMessagePolicy: 'FallbackToLogsOnError',
  };
}

/** The init container that writes the first configuration, for apps whose configuration comes from a Secret. */
export function buildReloaderInit(input: ReloaderInput): Container {
  return base('config-init', input);
}

function base(name: string, { image, resources, args, mounts, securityContext }: ReloaderInput): Container {
  return {
    name,
    image,
    args,
    resources,
    volumeMounts: mounts.toSorted((a, b) => compareBytewise(a.name, b.name)),
    ...(securityContext === undefined ? {} : { securityContext }),
  };
}
