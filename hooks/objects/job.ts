import type { KubeObject, StringMap } from '../lib/kube-object.ts';
import type { PodSpec } from './k8s-types.ts';

/** A Job of one container that runs vmop itself. */
export interface JobInput {
  readonly image: string;
  readonly args: readonly string[];
  readonly deadlineSeconds: number;
  /** Exit codes after which trying again is of no use. */
  readonly finalExitCodes: readonly number[];
  readonly labels: StringMap;
  readonly imagePullSecrets?: PodSpec['imagePullSecrets'];
}

const container = 'vmop';

/** The spec of a Job that meets the restricted pod security standard and stays out of service meshes, whose sidecars never end. Without a TTL: it goes when it is no longer desired. */
export function buildJobSpec({ image, args, deadlineSeconds, finalExitCodes, labels, imagePullSecrets }: JobInput) {
  return {
    backoffLimit: 3,
    activeDeadlineSeconds: deadlineSeconds,
    // The Job's own status then names the exit code, which is all that the hooks see of its pods.
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onExitCodes: { containerName: container, operator: 'In', values: finalExitCodes } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    template: {
      metadata: {
        labels: { ...labels, 'sidecar.istio.io/inject': 'false' },
        annotations: { 'sidecar.istio.io/inject': 'false', 'linkerd.io/inject': 'disabled' },
      },
      spec: {
        restartPolicy: 'Never',
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        ...(imagePullSecrets === undefined || imagePullSecrets.length === 0 ? {} : { imagePullSecrets }),
        containers: [
          {
            name: container,
            image,
            args,
            // The last line of the log becomes the message of a container that failed.
            terminationMessagePolicy: 'FallbackToLogsOnError',
            resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '1', memory: '256Mi' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
      },
    },
  };
}

/** A Job of that spec under a ServiceAccount of its own name, with further arguments that may name the Job itself. */
export function buildJob(
  metadata: KubeObject['metadata'],
  spec: ReturnType<typeof buildJobSpec>,
  ownArgs: readonly string[],
): KubeObject {
  const { template } = spec;
  const containers = template.spec.containers.map((one) => ({ ...one, args: [...one.args, ...ownArgs] }));
  const pod = { ...template.spec, serviceAccountName: metadata.name, containers };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { ...spec, template: { ...template, spec: pod } } };
}
