import type { Issue } from '../../api/issue.ts';
import type { NestedRoute, VMAlertmanagerConfigSpec } from '../../api/vmalertmanagerconfig.ts';
import { whyDurationWrong } from './duration.ts';
import { parseMatchers } from './matcher.ts';

type RootRoute = NonNullable<VMAlertmanagerConfigSpec['route']>;

/** What routes may refer to. */
export interface Definitions {
  readonly receivers: ReadonlySet<string>;
  readonly timeIntervals: ReadonlySet<string>;
}

interface Place {
  /** Path of the route: `spec.route.routes[0]`. */
  readonly path: string;
  /** What stands in front of a message: `subRoute=0 is not valid: `. */
  readonly prefix: string;
}

/**
 * References of the route tree that lead nowhere. A route without receiver hides what is below it from the official operator; what is found
 * there comes apart, as `hidden`: the object is accepted, but Alertmanager would refuse the configuration that it becomes part of.
 */
export function findBadReferences(
  route: RootRoute,
  defined: Definitions,
): { readonly issues: readonly Issue[]; readonly hidden: readonly Issue[] } {
  const issues: Issue[] = [];
  const hidden: Issue[] = [];
  if (route.receiver === '') issues.push(issue('spec.route.receiver', 'root route receiver cannot be empty'));
  else if (!defined.receivers.has(route.receiver)) {
    const message = `receiver=${JSON.stringify(route.receiver)} for spec root not found at receivers`;
    issues.push(issue('spec.route.receiver', message));
  }
  for (const kind of ['active', 'mute'] as const) {
    for (const name of undefinedIntervals(route, kind, defined)) {
      const message = `undefined ${kind} time interval ${JSON.stringify(name)} used in root route`;
      issues.push(issue(`spec.route.${kind}_time_intervals`, message));
    }
  }
  for (const [index, nested] of (route.routes ?? []).entries()) {
    const place = { path: `spec.route.routes[${index}]`, prefix: `subRoute=${index} is not valid: ` };
    walk(nested, place, issues);
  }
  return { issues, hidden };

  function walk(nested: NestedRoute, { path, prefix }: Place, found: Issue[]): void {
    const { receiver } = nested;
    const target = receiver ? found : hidden;
    if (receiver && !defined.receivers.has(receiver)) {
      target.push(issue(`${path}.receiver`, `${prefix}undefined receiver ${JSON.stringify(receiver)} used in route`));
    }
    for (const kind of ['active', 'mute'] as const) {
      for (const name of undefinedIntervals(nested, kind, defined)) {
        const message = `${prefix}undefined time interval ${JSON.stringify(name)} used in route`;
        target.push(issue(`${path}.${kind}_time_intervals`, message));
      }
    }
    for (const [index, below] of (nested.routes ?? []).entries()) {
      walk(below, { path: `${path}.routes[${index}]`, prefix: `${prefix}nested route=${index}: ` }, target);
    }
  }
}

/** Matchers of the whole route tree that cannot be read. `owner` names the object in the official text. */
export function findBadMatchers(
  route: RootRoute | NestedRoute,
  owner: { readonly name: string; readonly namespace: string },
  path = 'spec.route',
): readonly Issue[] {
  const own = (route.matchers ?? []).flatMap((text, index): readonly Issue[] => {
    const parsed = parseMatchers(text);
    if (parsed.ok) return [];
    const message = [
      `cannot parse routes for VMAlertmanagerConfig: ${owner.name} at namespace: ${owner.namespace}, err: `,
      `cannot parse matchers=${JSON.stringify(text)} idx=${index} for route_receiver=${route.receiver ?? ''}: ${parsed.error}`,
    ].join('');
    return [{ path: `${path}.matchers[${index}]`, reason: 'MatcherInvalid', message }];
  });
  const below = (route.routes ?? []).flatMap((nested, index) =>
    findBadMatchers(nested, owner, `${path}.routes[${index}]`),
  );
  return [...own, ...below];
}

/** Waiting times of the whole route tree that Alertmanager cannot read, and for which it would refuse the whole configuration. */
export function findBadWaits(route: RootRoute | NestedRoute, path = 'spec.route'): readonly Issue[] {
  const own = (['group_wait', 'group_interval', 'repeat_interval'] as const).flatMap((field): readonly Issue[] => {
    const wrong = route[field] ? whyDurationWrong(route[field]) : null;
    return wrong === null ? [] : [{ path: `${path}.${field}`, reason: 'InvalidDuration', message: wrong }];
  });
  const below = (route.routes ?? []).flatMap((nested, index) => findBadWaits(nested, `${path}.routes[${index}]`));
  return [...own, ...below];
}

function undefinedIntervals(route: RootRoute | NestedRoute, kind: 'active' | 'mute', defined: Definitions) {
  const names = kind === 'active' ? route.active_time_intervals : route.mute_time_intervals;
  return (names ?? []).filter((name) => !defined.timeIntervals.has(name));
}

function issue(path: string, message: string): Issue {
  return { path, reason: 'RouteInvalid', message };
}
