import { createHash } from 'node:crypto';
import { type Reference, referenceId } from '../../config/reference.ts';
import { compareBytewise } from '../../lib/bytewise.ts';

/**
 * Divides references among shards: each once, sorted bytewise by its id. The number of shards is a power of two that follows from the number
 * of references alone, so that a shard holds half of `maxPerShard` on average, and the same references are always divided alike. All keys of
 * one object are in one shard, by the hash of its name, so that a user name and its password change together; only where an object has
 * more keys than a shard shall hold, they are spread. An added or removed reference touches one shard, and when their number doubles,
 * each shard is split in two. A shard may be empty.
 */
export function shardReferences(
  references: readonly Reference[],
  maxPerShard: number,
): readonly (readonly Reference[])[] {
  const distinct = [...new Map(references.map((reference) => [referenceId(reference), reference]))];
  if (distinct.length === 0) return [];
  const keys = new Map<string, number>();
  for (const [, reference] of distinct) keys.set(objectOf(reference), (keys.get(objectOf(reference)) ?? 0) + 1);
  const placeOf = (id: string, reference: Reference) =>
    (keys.get(objectOf(reference)) ?? 0) > maxPerShard ? id : objectOf(reference);
  const shards: Reference[][] = Array.from({ length: shardCount(distinct.length, maxPerShard) }, () => []);
  for (const [id, reference] of distinct.sort(([a], [b]) => compareBytewise(a, b))) {
    shards[hashOf(placeOf(id, reference)) % shards.length]?.push(reference);
  }
  return shards;
}

function shardCount(references: number, maxPerShard: number): number {
  let count = 1;
  while ((count * maxPerShard) / 2 < references) count *= 2;
  return count;
}

function objectOf({ kind, namespace, name }: Reference): string {
  return `${kind}/${namespace}/${name}`;
}

/** 32 bits of an identity; the lowest ones choose the shard, so doubling splits each shard and moves nothing else. */
function hashOf(identity: string): number {
  return createHash('sha256').update(identity, 'utf8').digest().readUInt32BE(0);
}
