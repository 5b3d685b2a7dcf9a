import { type Document, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { globalShape, tracingShape, whyGlobalWrong } from './global-shape.ts';
import { type Reading, readNode } from './read.ts';
import { receiverNeeds } from './receiver-needs.ts';
import { receiverLists } from './receiver-shapes.ts';
import { inhibitShape, namedIntervalShape, routeShape } from './route-shapes.ts';
import { object, type RawObject, type Shape, text, textMap, texts } from './shape.ts';

const receiver = object(
  'config.plain',
  {
    name: text,
    labels: textMap,
    ...Object.fromEntries(
      Object.entries(receiverLists).map(([field, item]): [string, Shape] => [field, { kind: 'list', item }]),
    ),
  },
  ({ name }) => (name === undefined || name === '' ? 'missing name in receiver' : null),
);

const root = object('config.plain', {
  global: globalShape,
  route: routeShape,
  inhibit_rules: { kind: 'list', item: inhibitShape },
  receivers: { kind: 'list', item: receiver },
  templates: texts,
  mute_time_intervals: { kind: 'list', item: namedIntervalShape('mute time interval') },
  time_intervals: { kind: 'list', item: namedIntervalShape('time interval') },
  tracing: tracingShape,
  event_recorder: { kind: 'any' },
});

/**
 * Why Alertmanager (0.34, strict UTF-8 matchers) would not start with a configuration, in its own words where they are known; null where it
 * would. Files and time zones are not looked for.
 */
export function whyAlertmanagerConfigWrong(source: string): string | null {
  const lines = new LineCounter();
  const parsed = parseSource(source, lines);
  if (typeof parsed === 'string') return parsed;
  const reading: Reading = {
    targets: parsed.targets,
    lines,
    mismatches: [],
    conflicts: [],
    left: { nodes: 200_000, depth: 200 },
  };
  const config = readNode(parsed.contents, root, reading);
  if (reading.mismatches.length > 0) return `yaml: unmarshal errors:\n  ${reading.mismatches.join('\n  ')}`;
  const conflict = reading.conflicts[0];
  if (conflict !== undefined) return conflict;
  return isObject(config) ? whyWholeWrong(config) : 'no route provided in config';
}

interface Source {
  readonly contents: unknown;
  readonly targets: ReadonlyMap<unknown, Node>;
}

/** The document with what its aliases stand for, or why the text is no YAML. Keys that come twice are found while reading. */
function parseSource(source: string, lineCounter: LineCounter): Source | string {
  try {
    const document = parseDocument(source, { version: '1.1', lineCounter, uniqueKeys: false, merge: true });
    const error = document.errors[0];
    if (error !== undefined) return `yaml: ${error.message.split('\n')[0]}`;
    return { contents: document.contents, targets: findTargets(document) };
  } catch (error) {
    // The stack of a text nested thousands of levels deep: the text is at fault, not we.
    if (error instanceof RangeError) return 'yaml: document is nested too deeply';
    throw error;
  }
}

/** One walk for all aliases: asking each for its target walks the document each time. */
function findTargets(document: Document.Parsed): ReadonlyMap<unknown, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<unknown, Node>();
  visit(document, {
    Alias: (_, alias) => {
      const target = anchors.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

function whyWholeWrong(config: RawObject): string | null {
  const global = isObject(config['global']) ? config['global'] : {};
  return whyGlobalWrong(global) ?? whyReceiversWrong(config, global) ?? whyRouteWrong(config);
}

function whyReceiversWrong(config: RawObject, global: RawObject): string | null {
  const names = new Set<unknown>();
  for (const one of listOf(config, 'receivers')) {
    if (names.has(one['name'])) return `notification config name ${JSON.stringify(one['name'])} is not unique`;
    names.add(one['name']);
    for (const field of Object.keys(receiverLists)) {
      const entries = Array.isArray(one[field]) ? one[field] : [];
      for (const entry of entries) {
        if (!isObject(entry)) return `missing ${field.replace('_configs', '')} config`;
        const lacking = receiverNeeds[field]?.(entry, global) ?? null;
        if (lacking !== null) return lacking;
      }
    }
  }
  return null;
}

function whyRouteWrong(config: RawObject): string | null {
  const route = config['route'];
  if (!isObject(route)) return 'no routes provided';
  if (!route['receiver']) return 'root route must specify a default receiver';
  if (hasAny(route, 'match', 'match_re', 'matchers')) return 'root route must not have any matchers';
  if (hasAny(route, 'mute_time_intervals')) return 'root route must not have any mute time intervals';
  if (hasAny(route, 'active_time_intervals')) return 'root route must not have any active time intervals';
  const receivers = new Set(listOf(config, 'receivers').map(({ name }) => name));
  const [mute, active] = [listOf(config, 'mute_time_intervals'), listOf(config, 'time_intervals')];
  const names = [...mute, ...active].map(({ name }) => name);
  const double = names.findIndex((name, index) => names.indexOf(name) !== index);
  return (
    findInRoutes(route, (one) => {
      const name = one['receiver'];
      return !name || receivers.has(name) ? null : `undefined receiver ${JSON.stringify(name)} used in route`;
    }) ??
    (double < 0
      ? null
      : `${double < mute.length ? 'mute ' : ''}time interval ${JSON.stringify(names[double])} is not unique`) ??
    findInRoutes(route, (one) => {
      const used: readonly unknown[] = [
        ...textsOf(one, 'active_time_intervals'),
        ...textsOf(one, 'mute_time_intervals'),
      ];
      const unknown = used.find((name) => !names.includes(name));
      return unknown === undefined ? null : `undefined time interval ${JSON.stringify(unknown)} used in route`;
    }) ??
    (route['continue'] === true ? 'cannot have continue in root route' : null)
  );
}

/** The first finding among routes, those below before those above, as Alertmanager looks. */
function findInRoutes(route: RawObject, check: (route: RawObject) => string | null): string | null {
  for (const below of listOf(route, 'routes')) {
    const found = findInRoutes(below, check);
    if (found !== null) return found;
  }
  return check(route);
}

function hasAny(value: RawObject, ...names: readonly string[]): boolean {
  return names.some((name) => {
    const field = value[name];
    return typeof field === 'object' && field !== null && Object.keys(field).length > 0;
  });
}

function listOf(value: RawObject, name: string): readonly RawObject[] {
  const list = value[name];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function textsOf(value: RawObject, name: string): readonly unknown[] {
  const list = value[name];
  return Array.isArray(list) ? list : [];
}

function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
