import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { installation } from '../../hooks/generate/installation.ts';
import { installNames } from '../../hooks/lib/install-names.ts';

/** A user of the API server, known by a bearer token. */
interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly token: string;
}

/** The users that the harness itself needs. Metacontroller and action Jobs are ServiceAccounts: they have what RBAC grants them. */
export interface Identities {
  readonly admin: Identity;
  readonly controllerManager: Identity;
  readonly nodes: Identity;
}

/** User names as the audit log shows them. */
export const users = {
  admin: 'admin',
  controllerManager: 'system:kube-controller-manager',
  nodes: 'node-simulator',
  metacontroller: `system:serviceaccount:${installNames.namespace}:${installation.serviceAccount}`,
} as const;

/** Makes identities with random tokens: a control plane on loopback is reachable by every user of the machine. */
export function createIdentities(): Identities {
  const master = (user: string): Identity => ({
    user,
    groups: ['system:masters'],
    token: randomBytes(24).toString('hex'),
  });
  return { admin: master(users.admin), controllerManager: master(users.controllerManager), nodes: master(users.nodes) };
}

/** Writes the API server's static token file. */
export async function writeTokenFile(path: string, identities: Identities): Promise<void> {
  const lines = Object.values(identities).map(
    ({ user, groups, token }: Identity) => `${token},${user},${user},"${groups.join(',')}"`,
  );
  await writeFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
}
