import { writeFile } from 'node:fs/promises';
import { users } from './identities.ts';

const bookkeeping = [
  { group: '', resources: ['events'] },
  { group: 'events.k8s.io', resources: ['events'] },
  { group: 'coordination.k8s.io', resources: ['leases'] },
];

/**
 * Writes the audit policy: every answered write with its response object, so that a write which changed nothing can be told
 * from one that did. Events, leases and access reviews are no state of the cluster and are left out, but for those of
 * Metacontroller: of its reads and its bookkeeping there is a line without objects, so that its permissions can be judged.
 * Source: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
 */
export async function writeAuditPolicy(path: string): Promise<void> {
  const policy = {
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived', 'ResponseStarted', 'Panic'],
    omitManagedFields: true,
    rules: [
      { level: 'Metadata', users: [users.metacontroller], verbs: ['get', 'list', 'watch'] },
      { level: 'Metadata', users: [users.metacontroller], resources: bookkeeping },
      {
        level: 'None',
        resources: [
          ...bookkeeping,
          { group: 'authentication.k8s.io' },
          { group: 'authorization.k8s.io' },
          { group: '', resources: ['serviceaccounts/token'] },
        ],
      },
      { level: 'RequestResponse', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    ],
  };
  await writeFile(path, JSON.stringify(policy));
}
