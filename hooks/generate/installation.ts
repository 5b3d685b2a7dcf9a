import { installNames } from '../lib/install-names.ts';

/** Names which generated manifests share with the hand-written ones in manifests/. A test compares both sides. */
export const installation = {
  /** ServiceAccount of our own Metacontroller. */
  serviceAccount: 'vmop-metacontroller',
  /** Lease by which the replicas of our Metacontroller elect a leader. */
  leaderElectionId: 'vmop-metacontroller',
  /** Label on our controllers: our Metacontroller's --target-label-selector asks for it, so that it runs nobody else's. */
  instanceLabel: { key: 'vmop.victoriametrics.com/instance', value: 'vmop' },
  /** In-cluster address of the hooks. */
  hooksUrl: `http://vmop-hooks.${installNames.namespace}.svc:8085`,
} as const;

/** Path of the admission endpoint. */
export const admissionPath = '/validate';

/** Where the hooks are and which Secret opens them: another address for tests, no token for hooks that ask for none. */
export interface HookEndpoint {
  readonly baseUrl: string;
  readonly release: string;
  readonly token?: { readonly namespace: string; readonly name: string; readonly key: string };
}
