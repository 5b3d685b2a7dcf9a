import type { FieldChange } from './field-change.ts';
import { isEmptyPlan, type Plan } from './plan.ts';
import type { PodChange } from './pod-change.ts';
import type { Replacement } from './replacement.ts';

/** A line about an edit, at most about this many characters: the API server cuts warnings at 256. */
const lineLength = 120;

/** What an edit does to running pods, the most important first: restarts, stops, starts. */
export function describePods({ pods }: Plan): readonly string[] {
  const order: readonly PodChange['action'][] = ['restart', 'stop', 'start'];
  return order.flatMap((action) => pods.filter((change) => change.action === action).map(describePodChange));
}

function describePodChange(change: PodChange): string {
  const { workload, action, reasons, isOnDelete } = change;
  const byHand = isOnDelete ? ' once deleted by hand' : '';
  const heads = namings(change).map((names) => `${workload}: ${podsOf(change)}${names} will ${action}${byHand}`);
  // Where a line gets too long, names give way first, then reasons: which workload it is, and what becomes of it, is always said.
  const head = heads.find(({ length }) => length <= lineLength) ?? heads.at(-1) ?? '';
  const why = reasons.length === 0 ? '' : ` (${summarise(reasons)})`;
  return shorten(`${head}${why}`, Math.max(lineLength, head.length + 1));
}

/** Ways to name the pods, the wordiest first; the last one does not. */
function namings({ names }: PodChange): readonly string[] {
  if (names.length === 0) return [''];
  const range = ` ${names[0]}..${names.at(-1)}`;
  if (names.length > 3) return [range, ''];
  return names.length === 1 ? [` ${names[0]}`, ''] : [` ${names.join(', ')}`, range, ''];
}

function podsOf({ count, action }: PodChange): string {
  if (count === undefined) return 'the pod on every node';
  return `${action === 'start' ? '' : 'its '}${count} pod${count === 1 ? '' : 's'}`;
}

/** Objects that an edit makes, removes or changes; a workload whose pods restart is told by describePods already, and is left out on demand. */
export function describeObjects(
  { changes, pods }: Plan,
  options: { readonly withRestarting: boolean },
): readonly string[] {
  const restarting = new Set(pods.filter(({ action }) => action === 'restart').map(({ workload }) => workload));
  return changes.flatMap(({ action, key, fields }) => {
    if (action === 'appears') return [`${key} will be created`];
    if (action === 'goes') return [`${key} will be deleted`];
    if (restarting.has(key) && !options.withRestarting) return [];
    return [shorten(`${key} will change: ${summarise(fields)}`, lineLength)];
  });
}

/** Everything about a plan as warnings of admission: restarts first, what is assumed last. Empty when nothing follows. */
export function describeAsWarnings(plan: Plan): readonly string[] {
  const failures = plan.failures.map(({ key, reason }) => shorten(`${key} will fail: ${reason}`, lineLength));
  if (isEmptyPlan(plan)) return failures;
  const assumed =
    plan.assumed.length === 0
      ? []
      : [shorten(`this follows from the spec alone; not read: ${plan.assumed.join(', ')}`, lineLength)];
  return [
    ...failures,
    ...describePods(plan),
    ...describeObjects(plan, { withRestarting: false }),
    ...plan.replacements.map(describeReplacement),
    ...assumed,
  ];
}

function describeReplacement({ workload, fields, obstacles }: Replacement): string {
  if (obstacles.length > 0) return shorten(`${workload} will stay as it is: ${obstacles.join('; ')}`, lineLength);
  return shorten(
    `${workload} will be made anew around its pods, which keep running (${summarise(fields)})`,
    lineLength,
  );
}

/** `image a → b, args -x → -y and 2 more`: as many changes as fit on a line. */
function summarise(fields: readonly FieldChange[]): string {
  const shown = fields.slice(0, 2).map((field) => describeField(field, 'short'));
  const more = fields.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** One change in words; of a flag what comes and goes in it. Short: the last part of the path only, and of an image only the tag where that is all that changes. */
export function describeField({ path, before, after }: FieldChange, form: 'short' | 'full'): string {
  const name = form === 'full' ? path : lastPart(path);
  const flag = describeFlag(before, after);
  if (flag !== undefined) return `${name} ${flag}`;
  if (before === undefined) return `${name} + ${show(after)}`;
  if (after === undefined) return `${name} - ${show(before)}`;
  const [old, next] = form === 'short' && name === 'image' ? withoutRepository(before, after) : [before, after];
  return `${name} ${show(old)} → ${show(next)}`;
}

/** `-retentionPeriod 1 → 2`, `-storageNode + c:1` where one flag has another value; of a list in it what comes and goes. Undefined for other changes. */
function describeFlag(before: unknown, after: unknown): string | undefined {
  const [old, next] = [onlyFlag(before), onlyFlag(after)];
  if (old === undefined || next === undefined || old.name !== next.name) return undefined;
  const [gone, added] = [old.values.filter(isMissingIn(next.values)), next.values.filter(isMissingIn(old.values))];
  if (old.values.length === 1 && next.values.length === 1)
    return `${old.name} ${shorten(old.values.join(), 60)} → ${shorten(next.values.join(), 60)}`;
  const signed = [...gone.map((value) => `- ${value}`), ...added.map((value) => `+ ${value}`)];
  return signed.length === 0 ? undefined : shorten(`${old.name} ${signed.join(' ')}`, lineLength);
}

function onlyFlag(value: unknown): { readonly name: string; readonly values: readonly string[] } | undefined {
  const [text, ...more] = Array.isArray(value) ? value : [];
  const [, name, values] = typeof text === 'string' && more.length === 0 ? (/^(-[^=]+)=(.*)$/s.exec(text) ?? []) : [];
  return name === undefined || values === undefined ? undefined : { name, values: values.split(',') };
}

function isMissingIn(others: readonly string[]): (value: string) => boolean {
  return (value) => !others.includes(value);
}

function withoutRepository(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (typeof before !== 'string' || typeof after !== 'string') return [before, after];
  const colon = before.lastIndexOf(':') + 1;
  return colon > 0 && before.slice(0, colon) === after.slice(0, colon)
    ? [before.slice(colon), after.slice(colon)]
    : [before, after];
}

/** `image` of `spec.containers[app].image`, `env[HOME]` of `spec.containers[app].env[HOME]`. */
function lastPart(path: string): string {
  return /[^.[\]]+(\[[^\]]*\])?$/.exec(path)?.[0] ?? path;
}

function show(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return shorten(value.join(' '), 60);
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), 60);
}

function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
