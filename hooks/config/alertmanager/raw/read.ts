import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml';
import { parseGoDuration } from '../../../lib/go-duration.ts';
import type { ObjectShape, RawObject, Shape } from './shape.ts';

/** Where a reading stands, and what was found wrong so far. */
export interface Reading {
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<unknown, Node>;
  readonly lines: LineCounter;
  /** Fields and types that do not fit, each with its line. */
  readonly mismatches: string[];
  /** Values that contradict each other, in the order of the document. */
  readonly conflicts: string[];
  /** How much may still be read: aliases can make a small text very large, or contain itself. */
  readonly left: { nodes: number; depth: number };
}

/** Reads a node as a shape. The value holds what fits; everything else is noted down. */
export function readNode(node: unknown, shape: Shape, reading: Reading): unknown {
  const { left } = reading;
  left.nodes--;
  if (left.nodes < 0 || left.depth === 0) {
    if (left.nodes >= -1) reading.conflicts.push('yaml: document contains itself or is too large');
    left.nodes = Math.min(left.nodes, -1);
    return undefined;
  }
  left.depth--;
  const value = readTarget(resolve(node, reading), shape, reading);
  left.depth++;
  return value;
}

function readTarget(target: unknown, shape: Shape, reading: Reading): unknown {
  if (!isNode(target) || (isScalar(target) && target.value === null)) return undefined;
  switch (shape.kind) {
    case 'any':
      return true;
    case 'list':
      if (!isSeq(target)) return mismatch(target, '[]', reading);
      return target.items.map((item) => readNode(item, shape.item, reading));
    case 'map':
      if (!isMap(target)) return mismatch(target, 'map', reading);
      return Object.fromEntries(
        withoutDoubles(
          entriesOf(target, reading),
          reading,
          (name) => `key ${JSON.stringify(name)} already set in map`,
        ).map(({ name, value }) => [name, readNode(value, shape.value, reading)]),
      );
    case 'object':
      return readObject(target, shape, reading);
    default:
      return isScalar(target) ? readScalar(target, shape, reading) : mismatch(target, goTypes[shape.kind], reading);
  }
}

const goTypes = { text: 'string', int: 'int', float: 'float64', flag: 'bool', 'go-duration': 'time.Duration' } as const;
type ScalarShape = Exclude<Shape, { readonly kind: 'any' | 'list' | 'map' | 'object' }>;

function readObject(node: Node, shape: ObjectShape, reading: Reading): RawObject | undefined {
  if (!isMap(node)) return mismatch(node, shape.type, reading);
  const value: Record<string, unknown> = {};
  const describeDouble = (name: string) => `field ${name} already set in type ${shape.type}`;
  for (const { name, key, value: child } of withoutDoubles(entriesOf(node, reading), reading, describeDouble)) {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field === undefined) {
      reading.mismatches.push(`line ${lineOf(key, reading)}: field ${name} not found in type ${shape.type}`);
      continue;
    }
    const read = readNode(child, field, reading);
    if (read !== undefined) value[name] = read;
  }
  const wrong = shape.check(value);
  if (wrong !== null) reading.conflicts.push(wrong);
  return value;
}

interface Entry {
  readonly name: string;
  readonly key: unknown;
  readonly value: unknown;
  /** It came in by `<<`, so an own entry of the same name replaces it. */
  readonly isMerged: boolean;
}

function withoutDoubles(
  entries: readonly Entry[],
  reading: Reading,
  describeDouble: (name: string) => string,
): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ name, key, isMerged }) => {
    if (isMerged) return true;
    if (seen.has(name)) reading.mismatches.push(`line ${lineOf(key, reading)}: ${describeDouble(name)}`);
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst;
  });
}

function resolve(node: unknown, { targets }: Reading): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

/** The entries of a map, those merged in by `<<` first, so that its own win. `depth`: how many merges may still lie in each other. */
function entriesOf(node: unknown, reading: Reading, depth = 10): readonly Entry[] {
  if (!isMap(node) || depth === 0) return [];
  const entries = node.items.map(({ key, value }): Entry => {
    const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
    return { name, key, value, isMerged: false };
  });
  const merged = entries.flatMap(({ name, value }): readonly Entry[] => {
    if (name !== '<<') return [];
    const target = resolve(value, reading);
    const sources = isSeq(target) ? target.items : [target];
    const inner = sources.flatMap((source) => entriesOf(resolve(source, reading), reading, depth - 1));
    return inner.map((entry) => ({ ...entry, isMerged: true }));
  });
  return [...merged, ...entries.filter(({ name }) => name !== '<<')];
}

function readScalar(node: Scalar, shape: ScalarShape, reading: Reading): unknown {
  const source = node.source ?? String(node.value);
  if (shape.kind === 'text') {
    const wrong = shape.check?.(source) ?? null;
    if (wrong !== null) reading.conflicts.push(wrong);
    return source;
  }
  const type = shape.kind === 'int' ? shape.type : goTypes[shape.kind];
  const isInteger = Number.isInteger(node.value);
  const fits = {
    int: isInteger && (type !== 'uint64' || Number(node.value) >= 0),
    float: typeof node.value === 'number',
    flag: typeof node.value === 'boolean',
    'go-duration': isInteger || parseGoDuration(source).ok,
  }[shape.kind];
  return fits ? node.value : mismatch(node, type, reading);
}

function mismatch(node: Node, type: string, reading: Reading): undefined {
  reading.mismatches.push(`line ${lineOf(node, reading)}: cannot unmarshal ${describe(node)} into ${type}`);
  return undefined;
}

function describe(node: Node): string {
  if (isMap(node)) return '!!map';
  if (isSeq(node)) return '!!seq';
  const value: unknown = isScalar(node) ? node.value : undefined;
  const tag =
    typeof value === 'number'
      ? Number.isInteger(value)
        ? '!!int'
        : '!!float'
      : typeof value === 'boolean'
        ? '!!bool'
        : '!!str';
  const source = isScalar(node) ? (node.source ?? String(value)) : '';
  return `${tag} \`${source.length > 10 ? `${source.slice(0, 7)}...` : source}\``;
}

function lineOf(node: unknown, { lines }: Reading): number {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range === undefined || range === null ? 0 : lines.linePos(range[0]).line;
}
