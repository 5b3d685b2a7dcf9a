import { deepEqual } from '../../lib/deep-equal.ts';
import type { KeyReference, Volume, VolumeMount } from '../k8s-types.ts';

/** A volume together with its mount in the main container. */
export interface MountedVolume {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** spec.secrets: each read-only under `/etc/vm/secrets/<name>`. */
export function secretVolumes(names: readonly string[] | undefined): readonly MountedVolume[] {
  return (names ?? []).map((name) => secretVolume(volumeName('secret', name), name, `/etc/vm/secrets/${name}`));
}

/** spec.configMaps: each read-only under `/etc/vm/configs/<name>`. */
export function configMapVolumes(names: readonly string[] | undefined): readonly MountedVolume[] {
  return (names ?? []).map((name) => configMapVolume(volumeName('configmap', name), name, `/etc/vm/configs/${name}`));
}

/** The license Secret of spec.license.keyRef. */
export function licenseVolumes(keyRef: KeyReference | undefined): readonly MountedVolume[] {
  const name = keyRef?.name;
  return name === undefined ? [] : [secretVolume('license', name, `/etc/vm/secrets/${name}`)];
}

/** The service CA which OpenShift puts into every namespace. */
export function openshiftCaVolumes(openshift: boolean): readonly MountedVolume[] {
  if (!openshift) return [];
  const name = 'openshift-service-ca';
  return [
    {
      volume: { name, configMap: { name: 'openshift-service-ca.crt', optional: true } },
      mount: { name, readOnly: true, mountPath: '/etc/ssl/certs/openshift-service-ca' },
    },
  ];
}

/** The token of the pod's account with what goes with it, as Kubernetes itself mounts it: for pods that do without the automatic one, whose programs ask the API server all the same. */
export function apiAccessVolume(): MountedVolume {
  const name = 'kube-api-access';
  const namespace = { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } };
  return {
    volume: {
      name,
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt' } },
          { downwardAPI: { items: [namespace] } },
        ],
      },
    },
    mount: { name, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
  };
}

/** A Secret mounted read-only. */
export function secretVolume(name: string, secretName: string, mountPath: string): MountedVolume {
  return { volume: { name, secret: { secretName } }, mount: { name, readOnly: true, mountPath } };
}

/** A ConfigMap mounted read-only. */
export function configMapVolume(name: string, configMap: string, mountPath: string): MountedVolume {
  return { volume: { name, configMap: { name: configMap } }, mount: { name, readOnly: true, mountPath } };
}

/** Volumes without repetition: the credentials of a backup may be listed in spec.secrets as well, and one volume serves both mounts. Different volumes of one name stay, and are reported. */
export function distinctVolumes(volumes: readonly Volume[]): readonly Volume[] {
  return volumes.filter((volume, index) => volumes.findIndex((other) => deepEqual(other, volume)) === index);
}

/** Volume name for an object's name: lower case, dashes for what a label may not hold, at most 63 characters, no dash at either end. */
export function volumeName(prefix: string, name: string): string {
  return `${prefix}-${name}`
    .toLowerCase()
    .replace(/[^-a-z0-9]/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
