import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generators } from '../../../hooks/generate/generators.ts';
import { allKinds } from '../../../hooks/registry.ts';
import { filesBelow } from '../../fixtures/sources.ts';

const files = generators.flatMap((generate) => generate(allKinds));

describe('generated files', () => {
  it.each(files)('$path is up to date', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('are each made once', () => {
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });

  it.each([
    { folder: 'crds', ending: '.yaml' },
    { folder: 'docs/api', ending: '.md' },
  ])('are all that is in $folder', ({ folder, ending }) => {
    const made = new Set(files.map(({ path }) => path));
    expect(filesBelow(folder, ending).filter((path) => !made.has(path))).toEqual([]);
  });

  it('come out the same for the same kinds', () => {
    expect(generators.flatMap((generate) => generate(allKinds))).toEqual(files);
  });
});
