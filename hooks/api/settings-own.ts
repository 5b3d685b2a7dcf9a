import { nearest } from '../lib/edit-distance.ts';
import type { Environment } from './environment.ts';
import type { Issue } from './issue.ts';
import { serverVariables } from './server-options.ts';
import type { Variable } from './variable.ts';

/**
 * Keys for everything that sends no answer to a cluster: the CLI, the driver, admission's plans, tests. Their signatures are made and
 * verified within one process, so the key need not be secret. The hooks service never has it: it refuses to start without a key file.
 */
export const offlineHmacKeys: readonly string[] = ['vmop-offline-key-that-signs-nothing-real'];

/** Variables of our own that influence answers. */
export const ownVariables: readonly Variable[] = [
  {
    name: 'VMOP_ACTIONS',
    fallback: 'jobs',
    type: { oneOf: ['jobs', 'manual'] },
    effect: 'What happens where something cannot be declared: a Job does it, or a condition names the commands.',
  },
  {
    name: 'VMOP_IMAGE',
    fallback: '',
    type: 'image',
    effect: 'Image of vmop itself, for the Jobs of VMOP_ACTIONS; without it they count as `manual`.',
  },
  {
    name: 'VMOP_READ_PODS',
    fallback: 'true',
    type: 'bool',
    effect:
      'Let the status of a VMCluster name the pods that hold up a roll-out. Metacontroller holds the pods of the whole cluster in memory for it, about 50 MB for a thousand; restart it after switching this on.',
  },
  {
    name: 'VMOP_KUBERNETES_VERSION',
    fallback: '1.36',
    type: 'Kubernetes version',
    effect: 'Version of the cluster, such as `1.33` or `v1.33.2`; hooks hold no permission to ask for it.',
  },
  {
    name: 'VMOP_FIELD_MANAGER',
    fallback: 'vmop',
    type: 'name',
    effect: 'Field manager of Metacontroller; must equal its flag --apply-strategy-ssa-field-manager.',
  },
];

// What Kubernetes injects for a Service: https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
const serviceLink = /_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$/;

/** Names that start with `VMOP_` and mean nothing: an issue with the nearest right spelling. Service links are tolerated. */
export function findUnknownOwn(env: Environment): readonly Issue[] {
  const known = [...ownVariables, ...serverVariables].map(({ name }) => name);
  return Object.keys(env)
    .filter((name) => name.startsWith('VMOP_') && !known.includes(name) && !serviceLink.test(name))
    .toSorted()
    .map((name) => {
      const suggestion = nearest(name, known);
      const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
      return { path: name, reason: 'UnknownSetting', message: `${name} is no variable of vmop${hint}` };
    });
}
