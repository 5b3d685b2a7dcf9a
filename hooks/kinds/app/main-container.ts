import type { Settings } from '../../api/settings.ts';
import { appPath, usesProxyProtocol, usesTls } from '../../config/args/app-address.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import type {
  Container,
  ContainerPort,
  EnvFromSource,
  EnvVar,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from '../../objects/k8s-types.ts';
import { type Image, imageReference } from '../../objects/pod/image.ts';
import { type InsertPorts, insertContainerPorts } from '../../objects/pod/insert-ports.ts';
import { buildLifecycle } from '../../objects/pod/lifecycle.ts';
import { buildProbes, type UserProbes } from '../../objects/pod/probes.ts';

/** Fields of a workload spec that shape its main container; defaults are filled in. */
export interface MainContainerSpec extends UserProbes {
  readonly image: Image;
  readonly port: string;
  readonly extraArgs?: StringMap | undefined;
  readonly extraEnvs?: readonly EnvVar[] | undefined;
  readonly extraEnvsFrom?: readonly EnvFromSource[] | undefined;
  readonly insertPorts?: InsertPorts | undefined;
  readonly resources: ResourceRequirements;
  readonly preStopSleepSeconds: number;
  readonly terminationGracePeriodSeconds: number;
}

/** What the main container needs beside the spec. */
export interface MainContainerInput {
  readonly name: string;
  readonly args: readonly string[];
  /** Variables of our own, behind the user's. */
  readonly env?: readonly EnvVar[];
  readonly mounts: readonly VolumeMount[];
  /** Ports behind `http` and those of spec.insertPorts. */
  readonly ports?: readonly ContainerPort[];
  readonly hasLiveness: boolean;
  readonly securityContext: SecurityContext | undefined;
  /** Left out: the last lines of the log where the program wrote no message. */
  readonly terminationMessagePolicy?: 'File';
}

/** The container of the program itself. */
export function buildMainContainer(spec: MainContainerSpec, input: MainContainerInput, settings: Settings): Container {
  const { extraArgs, extraEnvs = [], extraEnvsFrom = [] } = spec;
  const env = [...extraEnvs, ...(input.env ?? [])];
  const lifecycle = buildLifecycle(spec.preStopSleepSeconds, spec.terminationGracePeriodSeconds, settings);
  const endpoint = {
    path: appPath(extraArgs, '/health'),
    port: Number(spec.port),
    scheme: usesTls(extraArgs) ? 'HTTPS' : 'HTTP',
    useProxyProtocol: usesProxyProtocol(extraArgs),
  } as const;
  return {
    name: input.name,
    image: imageReference(spec.image),
    imagePullPolicy: spec.image.pullPolicy,
    args: input.args,
    ports: [
      { name: 'http', protocol: 'TCP', containerPort: Number(spec.port) },
      ...insertContainerPorts(spec.insertPorts),
      ...(input.ports ?? []),
    ],
    ...(env.length === 0 ? {} : { env }),
    ...(extraEnvsFrom.length === 0 ? {} : { envFrom: extraEnvsFrom }),
    resources: spec.resources,
    ...(input.mounts.length === 0 ? {} : { volumeMounts: input.mounts }),
    ...buildProbes(spec, endpoint, input.hasLiveness),
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(input.securityContext === undefined ? {} : { securityContext: input.securityContext }),
    terminationMessagePolicy: input.terminationMessagePolicy ?? 'FallbackToLogsOnError',
  };
}
