/** One measured figure beside its budget (DESIGN 11). */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | 'req/s' | 'µs' | 'writes';
  /** What it must not exceed; left out where a figure is only recorded. */
  readonly budget?: number;
}

/** One benchmark: named, run alone, gives its figures or the sentence why it could not run. */
export interface Bench {
  readonly name: string;
  /** Runs only where its whole name is asked for: it takes many minutes, or is made for trying. */
  readonly isOnDemand?: true;
  run(): Promise<readonly Figure[] | string>;
}

/** A line of the report: figure, budget, and whether it holds. */
export function formatFigure({ name, value, unit, budget }: Figure): string {
  const shown = `${round(value)} ${unit}`.padStart(16);
  if (budget === undefined) return `  ${name.padEnd(58)}${shown}`;
  return `  ${name.padEnd(58)}${shown}   budget ${round(budget)} ${unit}   ${value <= budget ? 'holds' : 'EXCEEDED'}`;
}

/** Milliseconds as a figure in seconds. */
export function seconds(ms: number): Pick<Figure, 'value' | 'unit'> {
  return { value: ms / 1000, unit: 's' };
}

/** The middle of some numbers; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
