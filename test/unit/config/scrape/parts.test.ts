import { describe, expect, it } from 'vitest';
import { base64Bytes, gunzipBase64, gzipBase64 } from '../../../../hooks/config/gzip.ts';
import { renderDocument, splitJobs } from '../../../../hooks/config/scrape/document.ts';
import { type Chunk, divideIntoParts, type Part } from '../../../../hooks/config/scrape/parts.ts';

// Compression that keeps the size, so that a table can say what fits.
const pack = (chunks: readonly Chunk[]): Part => {
  const data = chunks.map(({ text }) => text).join('');
  return { data, bytes: data.length };
};
const aChunk = (key: string | undefined, text: string): Chunk => ({ key, text, digest: text });
const divide = (chunks: readonly Chunk[], present: number, budget = 1000) =>
  divideIntoParts(chunks, { budget, present, pack });
const someChunks = (count: number): readonly Chunk[] =>
  Array.from({ length: count }, (_, index) =>
    aChunk(`VMServiceScrape shop/s${index}`, `${String(index).padStart(9, '0')}\n`),
  );

describe('parts of a configuration', () => {
  it.each([
    { name: 'what fits is one part', count: 100, present: 1, parts: 1 },
    { name: 'what does not fit is divided by size times 1.5 over the budget', count: 300, present: 1, parts: 5 },
    { name: 'a number that fits is kept', count: 300, present: 4, parts: 4 },
    { name: 'a number that fits is kept though fewer would just do', count: 95, present: 2, parts: 2 },
    { name: 'much smaller: fewer parts', count: 50, present: 5, parts: 1 },
    { name: 'outgrown: more parts', count: 500, present: 2, parts: 8 },
  ])('$name', ({ count, present, parts }) => {
    const chunks = someChunks(count);
    const divided = divide(chunks, present);
    expect(divided).toHaveLength(parts);
    expect(divided.every(({ bytes }) => bytes <= 1000)).toBe(true);
    const lines = divided.flatMap(({ data }) => data.split('\n').filter((line) => line !== ''));
    expect(lines.toSorted().join('\n')).toBe(chunks.map(({ text }) => text.trimEnd()).join('\n'));
  });

  it('an edit, a new chunk and a removed one touch one part', () => {
    const chunks = someChunks(300);
    const before = divide(chunks, 5);
    const differing = (after: readonly Part[]) =>
      after.filter(({ data }, index) => data !== before[index]?.data).length;
    expect(differing(divide([...chunks.slice(0, 7), aChunk(chunks[7]?.key, 'edited\n'), ...chunks.slice(8)], 5))).toBe(
      1,
    );
    expect(differing(divide([...chunks, aChunk('VMServiceScrape shop/new', 'new\n')], 5))).toBe(1);
    expect(differing(divide(chunks.slice(1), 5))).toBe(1);
  });

  it('chunks without a key stay in the main part, behind the others', () => {
    const parts = divide([...someChunks(300), aChunk(undefined, 'extra\n')], 5);
    expect(parts[0]?.data.endsWith('extra\n')).toBe(true);
  });

  it('one chunk above the budget ends the division; its part says how large it is', () => {
    const parts = divide([...someChunks(10), aChunk('VMServiceScrape shop/huge', 'x'.repeat(5000))], 1);
    expect(parts.some(({ bytes }) => bytes >= 5000)).toBe(true);
  });
});

describe('document', () => {
  it('is one YAML document whose jobs can be found again', () => {
    const text = renderDocument({ scrape_interval: '30s' }, true, [
      '- job_name: a/b/0\n  x: 1\n',
      '- job_name: a/c/0\n  y:\n  - job_name: no\n',
    ]);
    expect(text).toMatchInlineSnapshot(`
      "global:
        scrape_interval: 30s
      scrape_config_files:
      - /etc/vm/sc-files/*/jobs.yaml
      scrape_configs:
      - job_name: a/b/0
        x: 1
      - job_name: a/c/0
        y:
        - job_name: no
      "
    `);
    expect([...splitJobs(text)]).toEqual([
      ['a/b/0', '- job_name: a/b/0\n  x: 1\n'],
      ['a/c/0', '- job_name: a/c/0\n  y:\n  - job_name: no\n'],
    ]);
    expect(renderDocument({}, false, [])).toBe('global: {}\nscrape_configs: []\n');
  });

  it('gzip gives the same bytes for the same text and back', () => {
    const data = gzipBase64('scrape_configs: []\n');
    expect(data).toBe(gzipBase64('scrape_configs: []\n'));
    expect(gunzipBase64(data)).toEqual({ ok: true, value: 'scrape_configs: []\n' });
    expect(Buffer.from(data, 'base64').subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
    expect(base64Bytes(data)).toBe(Buffer.from(data, 'base64').length);
    expect(gunzipBase64('bm8=').ok).toBe(false);
  });
});
