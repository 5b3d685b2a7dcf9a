import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderTable, type TableRow } from '../../../hooks/cli/table.ts';

it('aligns columns and wraps the last one', () => {
  const header: TableRow = { cells: ['STEP', 'COMPONENT'], last: ['WHY'] };
  const rows: readonly TableRow[] = [
    { cells: ['1', 'sts/vmstorage-main'], last: ['image v1.149.0-cluster → v1.150.0-cluster', 'args -a → -b'] },
    { cells: ['2', 'deploy/vminsert-main'], last: [] },
  ];
  expect(renderTable(header, rows, 60).join('\n')).toMatchInlineSnapshot(`
    "STEP  COMPONENT             WHY
    1     sts/vmstorage-main    image v1.149.0-cluster →
                                  v1.150.0-cluster
                                args -a → -b
    2     deploy/vminsert-main"
  `);
});

const word = fc.stringMatching(/^[a-z→0-9]{1,50}$/);
const cell = fc.stringMatching(/^[a-z0-9/:.-]{1,40}$/);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const row = fc.record({ cells: fc.tuple(cell, cell), last: fc.array(text, { maxLength: 3 }) });

it('loses nothing, keeps the order, aligns every column, and fits where names let it', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 60, max: 140 }), (rows, width) => {
      const lines = renderTable({ cells: ['A', 'B'], last: ['C'] }, rows, width);
      const [header = ''] = lines;
      const [second, third] = [header.indexOf('B'), header.indexOf('C')];
      const starts = lines.filter((line) => !line.startsWith(' '));
      expect(starts).toHaveLength(rows.length + 1);
      for (const line of lines) {
        expect(line.length).toBeLessThanOrEqual(Math.max(width, third + 30));
        expect(line).toBe(line.trimEnd());
        expect(line.slice(second - 2, second).trim() + line.slice(third - 2, third).trim()).toBe('');
      }
      rows.forEach(({ cells: [a, b] }, index) => {
        const line = starts[index + 1] ?? '';
        expect([line.slice(0, second).trim(), line.slice(second, third).trim()]).toEqual([a, b]);
      });
      const tail = lines.map((line) => line.slice(third).trim()).join('');
      expect(tail.replaceAll(' ', '')).toBe(`C${rows.map(({ last }) => last.join('')).join('')}`.replaceAll(' ', ''));
    }),
  );
});
