import { describe, expect, it } from 'vitest';
import { storageTurnover } from '../../../hooks/admission/rules/storage-turnover.ts';
import type { StatefulData } from '../../../hooks/kinds/app/stateful-storage.ts';

const claims = (name = 'db'): StatefulData => ({ name, storage: { volumeClaimTemplate: {} } });
const directory: StatefulData = { name: 'db', storage: undefined };
const withMore = (...names: readonly string[]): StatefulData => ({
  ...claims(),
  claimTemplates: names.map((name) => ({ metadata: { name } })),
});

describe('storageTurnover', () => {
  it.each<{
    readonly name: string;
    readonly old: StatefulData | undefined;
    readonly data: StatefulData | undefined;
    readonly says: readonly RegExp[];
  }>([
    { name: 'nothing new', old: withMore('a'), data: withMore('a'), says: [] },
    { name: 'a part that comes', old: undefined, data: claims(), says: [] },
    { name: 'a part that goes', old: claims(), data: undefined, says: [] },
    {
      name: 'an emptyDir of another size',
      old: directory,
      data: { ...directory, storage: { emptyDir: {} } },
      says: [],
    },
    {
      name: 'claims instead of an emptyDir',
      old: directory,
      data: claims(),
      says: [/the pods restart: .*claims db-….*what lies in their emptyDir is lost/],
    },
    {
      name: 'an emptyDir instead of claims',
      old: claims(),
      data: directory,
      says: [/lost with each pod; the claims db-… and their data stay, but nothing mounts them/],
    },
    { name: 'another name', old: claims(), data: claims('new'), says: [/claims new-….*the claims db-….*stay/] },
    {
      name: 'further ones come and go',
      old: withMore('a', 'b'),
      data: withMore('b', 'c', 'd'),
      says: [/they get claims of c, d$/, /they leave the claims of a, which stay$/],
    },
  ])('$name', ({ old, data, says }) => {
    const warnings = storageTurnover(data, old, 'spec.storage');
    expect(warnings.map(({ path, reason }) => `${path} ${reason}`)).toEqual(
      says.map(() => 'spec.storage StorageReplaced'),
    );
    for (const [index, text] of says.entries()) expect(warnings[index]?.message).toMatch(text);
  });
});
