import type { ServiceAccount } from './k8s-types.ts';
import { childMetadata, type Identity } from './metadata.ts';

/** The component's own account. Absent where the user names an account in spec.serviceAccountName. */
export function buildServiceAccount(identity: Identity): ServiceAccount {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: childMetadata(identity) };
}
