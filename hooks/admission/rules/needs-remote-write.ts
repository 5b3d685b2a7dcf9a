import type { Issue } from '../../api/issue.ts';

/** An agent needs somewhere to send its data. */
export function needsRemoteWrite(remoteWrite: readonly unknown[]): Issue | null {
  if (remoteWrite.length > 0) return null;
  return {
    path: 'spec.remoteWrite',
    reason: 'RemoteWriteMissing',
    message: 'spec.remoteWrite cannot be empty array, provide at least one remoteWrite',
  };
}
