import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type TagId,
  type Tags,
} from 'yaml';

/** One document of a file, and where its fields stand. */
export interface ParsedDocument {
  /** Number within the file, from 1. */
  readonly number: number;
  readonly value: unknown;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
  /** Line of the field at a path such as `spec.volumes[2].name`, or of its nearest ancestor that exists; from 1. */
  lineOf(path: string): number;
}

/**
 * Parses YAML or JSON as kubectl reads it: YAML 1.1, so `0644` is octal and `yes` is true, but without timestamps and sexagesimal numbers, which
 * Go's reader leaves as text. Empty documents are skipped. Duplicate keys are errors.
 */
export function parseDocuments(text: string): readonly ParsedDocument[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    version: '1.1',
    schema: 'yaml-1.1',
    customTags: withoutTimes,
    lineCounter: lines,
    prettyErrors: false,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  return documents.flatMap((document, index) => {
    const errors = document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message }));
    if (errors.length === 0 && (document.contents === null || isEmptyScalar(document.contents))) return [];
    const lineAt = (offset: number): number => lines.linePos(offset).line;
    return [
      {
        number: index + 1,
        ...readValue(document, errors, lineAt),
        lineOf: (path: string) => lineAt(offsetOf(document.contents, segmentsOf(path))),
      },
    ];
  });
}

function withoutTimes(tags: Tags): Tags {
  const isTime = (tag: Tags[number]): boolean => typeof tag !== 'string' && 'format' in tag && tag.format === 'TIME';
  const unwanted: readonly TagId[] = ['binary', 'omap', 'pairs', 'set', 'timestamp'];
  return tags.filter(
    (tag) =>
      !isTime(tag) && !unwanted.some((id) => (typeof tag === 'string' ? tag === id : tag.tag.endsWith(`:${id}`))),
  );
}

function readValue(
  document: Document.Parsed,
  errors: ParsedDocument['errors'],
  lineAt: (offset: number) => number,
): Pick<ParsedDocument, 'value' | 'errors'> {
  if (errors.length > 0) return { value: undefined, errors };
  try {
    // JSON on purpose: aliases are expanded (within the library's limit against expansion bombs), maps become plain objects.
    return { value: document.toJSON(), errors };
  } catch (error) {
    return {
      value: undefined,
      errors: [{ line: lineAt(document.range[0]), message: error instanceof Error ? error.message : String(error) }],
    };
  }
}

function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

/** The steps of a path such as `spec.volumes[2].name` or `metadata.labels["app.kubernetes.io/name"]`; a key with dots is found without quotes too. */
function segmentsOf(path: string): readonly string[] {
  const parts = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, name]) => quoted?.replaceAll(/\\(.)/g, '$1') ?? index ?? name ?? '');
}

function offsetOf(root: Node | null, segments: readonly string[]): number {
  let node: Node | null = root;
  let offset = root?.range?.[0] ?? 0;
  for (let index = 0; index < segments.length && node !== null; ) {
    const step = findStep(node, segments, index);
    if (step === undefined) return offset;
    offset = step.offset;
    node = step.node;
    index = step.next;
  }
  return offset;
}

interface Step {
  readonly offset: number;
  readonly node: Node | null;
  readonly next: number;
}

function findStep(node: Node, segments: readonly string[], index: number): Step | undefined {
  if (isSeq<Node>(node)) {
    const item = node.items[Number(segments[index])];
    return item === undefined ? undefined : { offset: item.range?.[0] ?? 0, node: item, next: index + 1 };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  for (let end = index + 1; end <= segments.length; end++) {
    const key = segments.slice(index, end).join('.');
    const pair = node.items.find(
      (candidate) => isPair(candidate) && isScalar(candidate.key) && String(candidate.key.value) === key,
    );
    if (pair !== undefined) return { offset: pair.key.range?.[0] ?? 0, node: pair.value, next: end };
  }
  return undefined;
}
