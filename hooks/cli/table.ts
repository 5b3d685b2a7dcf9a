/** A row of a table. The last column may have several texts, each of which begins a line; the other cells stand on the first. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly last: readonly string[];
}

/** Between two columns. */
const gap = '  ';

/** A last column that wide is worth having even where the others fill the line: names are never cut, since people copy them. */
const leastLast = 30;

/**
 * Lines of a table without frame: left-aligned columns as wide as their widest cell, the header first. The last column is wrapped at
 * spaces, so that lines have at most `width` characters unless the other columns need more. No line ends with spaces.
 */
export function renderTable(header: TableRow, rows: readonly TableRow[], width: number): readonly string[] {
  const all = [header, ...rows];
  const widths = header.cells.map((_, index) => Math.max(...all.map(({ cells }) => cells[index]?.length ?? 0)));
  const left = widths.reduce((sum, each) => sum + each + gap.length, 0);
  const room = Math.max(leastLast, width - left);
  return all.flatMap(({ cells, last }) => {
    const first = widths.map((each, index) => (cells[index] ?? '').padEnd(each) + gap).join('');
    const lines = last.flatMap((text) => wrap(text, room));
    return (lines.length === 0 ? [''] : lines).map((line, index) =>
      `${index === 0 ? first : ' '.repeat(left)}${line}`.trimEnd(),
    );
  });
}

/** At spaces; what is longer than a line without any is broken. Lines after the first are indented. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, width - gap.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = gap + word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, length: number): readonly string[] {
  const count = Math.max(1, Math.ceil(word.length / length));
  return Array.from({ length: count }, (_, index) => word.slice(index * length, (index + 1) * length));
}
