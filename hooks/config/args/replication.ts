import type { StringMap } from '../../lib/kube-object.ts';
import { type Downsampling, downsamplingArgs } from './downsampling.ts';

/** What decides how parts of a cluster treat samples that are there more than once. */
export interface ReplicationSpec {
  readonly replicationFactor?: number | undefined;
  readonly downsampling?: Downsampling | undefined;
}

/**
 * Flags for deduplication and downsampling. Copies by replication have the same time, so the smallest interval drops them, unless
 * the user says something about deduplication himself: also a flag whose name merely contains the flag's counts. Source: reference 3.3
 */
export function dedupArgs(
  { replicationFactor, downsampling }: ReplicationSpec,
  extraArgs: StringMap | undefined,
): readonly string[] {
  const isReplicated = replicationFactor !== undefined && replicationFactor > 1;
  const isDefault = isReplicated && !namesFlag(extraArgs, 'dedup.minScrapeInterval') && !downsampling?.dedupInterval;
  return [...(isDefault ? ['-dedup.minScrapeInterval=1ms'] : []), ...downsamplingArgs(downsampling)];
}

/** Is there an extra flag whose name contains this text? */
export function namesFlag(extraArgs: StringMap | undefined, name: string): boolean {
  return Object.keys(extraArgs ?? {}).some((key) => key.includes(name));
}
