import { describe, expect, it } from 'vitest';
import { buildCrd, generateCrds } from '../../../hooks/generate/crd.ts';
import { allKinds } from '../../../hooks/registry.ts';

/** All CRDs as YAML. The official set without a single description has 3.04 MB. */
const maxTotalBytes = 4_200_000;
/** One CRD, as YAML and as the API server stores it: etcd takes 1.5 MiB, and managedFields come on top. */
const maxBytes = 2 ** 20;

const sizeOf = (text: string) => Buffer.byteLength(text);

describe('size of the CRDs', () => {
  it.each(generateCrds(allKinds))('$path is below 1 MiB', ({ text }) => {
    expect(sizeOf(text)).toBeGreaterThan(100);
    expect(sizeOf(text)).toBeLessThan(maxBytes);
  });

  it.each(allKinds.map(({ api }) => api))('$kind is below 1 MiB as JSON', (api) => {
    expect(sizeOf(JSON.stringify(buildCrd(api)))).toBeLessThan(maxBytes);
  });

  it('is at most 4.2 MB together', () => {
    const total = generateCrds(allKinds).reduce((sum, { text }) => sum + sizeOf(text), 0);
    expect(total).toBeLessThanOrEqual(maxTotalBytes);
  });
});
