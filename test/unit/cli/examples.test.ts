import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { checkObjects } from '../../../hooks/cli/input/check.ts';
import { loadObjects } from '../../../hooks/cli/input/load.ts';
import { registry } from '../../../hooks/registry.ts';
import { someSettings } from '../../fixtures/builders.ts';
import { filesBelow } from '../../fixtures/sources.ts';

/** Warnings that an example is meant to show, by file, with the field they are about. */
const meant: Readonly<Record<string, readonly string[]>> = {
  // The kind as a whole is deprecated.
  'examples/vlogs.yaml': [''],
};

it.each(filesBelow('examples', '.yaml'))('%s is valid, and nothing in it is doubtful', async (file) => {
  const loaded = await loadObjects([file], 'default', Readable.from([]));
  const { findings, warnings } = checkObjects(loaded.objects, registry, someSettings({ vpaApi: true }));
  const isOurs = ({ apiVersion }: { apiVersion: string }) =>
    registry.some(({ api }) => apiVersion.startsWith(api.group));
  expect(loaded.objects.filter(({ object }) => isOurs(object))).not.toEqual([]);
  expect([...loaded.findings, ...findings].map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  expect(warnings.map(({ path }) => path)).toEqual(meant[file] ?? []);
});
