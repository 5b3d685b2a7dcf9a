import type { Issue } from '../../api/issue.ts';

/** An object that a zone has: a backend or an agent. */
interface ZoneWorkload {
  readonly name?: string | undefined;
  readonly spec?: object | undefined;
}

/** One zone, or what all zones share; workloads by field name: `vmcluster`, `vmagent`. */
interface ZoneRuleSpec {
  readonly name: string;
  readonly workloads: Readonly<Record<string, ZoneWorkload | undefined>>;
}

/** A distributed object in terms that both kinds share. */
export interface Distributed {
  readonly backendType: string;
  /** Field of the backend that the type names, and of the one that it excludes. */
  readonly backend: string;
  readonly excluded: string;
  /** Fields whose objects need names of their own: the backend's and the agent's. */
  readonly named: readonly string[];
  /** Parts that the backend needs in each zone; none for a backend without parts. */
  readonly requiredParts: readonly string[];
  readonly common: ZoneRuleSpec['workloads'];
  readonly zones: readonly ZoneRuleSpec[];
}

/** Issues of the zones: names are given and unique, one kind of backend only, and each zone has the parts that it needs. Source: reference D3 */
export function zoneIssues(distributed: Distributed): readonly Issue[] {
  const { backendType, excluded, common, zones } = distributed;
  const both = (path: string, where: string): Issue =>
    invalid(path, `backendType=${backendType} is incompatible with ${where} configuration`);
  return [
    ...(common[excluded] === undefined ? [] : [both(`spec.zoneCommon.${excluded}`, `zoneCommon.${excluded}`)]),
    ...zones.flatMap(({ workloads }, index) => {
      const path = `spec.zones[${index}].${excluded}`;
      return workloads[excluded] === undefined ? [] : [both(path, path)];
    }),
    ...nameIssues(zones),
    ...objectNameIssues(distributed),
    ...zones.flatMap((zone, index) => partIssues(distributed, zone, index)),
  ];
}

function nameIssues(zones: readonly ZoneRuleSpec[]): readonly Issue[] {
  const seen = new Set<string>();
  return zones.flatMap(({ name }, index) => {
    const path = `spec.zones[${index}].name`;
    if (name === '') return [invalid(path, `${path} is required`)];
    if (seen.has(name)) return [invalid(path, `${path}=${name} is duplicated, zone names must be unique`)];
    seen.add(name);
    return [];
  });
}

/** Objects that no field names are called after object and zone, so they differ already. */
function objectNameIssues({ named, common, zones }: Distributed): readonly Issue[] {
  return named.flatMap((field) => {
    const seen = new Set<string>();
    return zones.flatMap(({ name: zone, workloads }, index) => {
      const name = workloads[field]?.name || (common[field]?.name ?? '').replaceAll('%ZONE%', zone);
      if (name === '' || !seen.has(name)) {
        if (name !== '') seen.add(name);
        return [];
      }
      const path = `spec.zones[${index}].${field}.name`;
      return [invalid(path, `${path}=${name} is already added in a different zone`)];
    });
  });
}

function partIssues(
  { backend, requiredParts, common }: Distributed,
  { workloads }: ZoneRuleSpec,
  index: number,
): readonly Issue[] {
  const specs = [common[backend]?.spec, workloads[backend]?.spec];
  return requiredParts.flatMap((part) => {
    if (specs.some((spec) => spec !== undefined && Reflect.get(spec, part) !== undefined)) return [];
    const path = `spec.zones[${index}].${backend}.spec.${part}`;
    return [invalid(path, `either zoneCommon.${backend}.spec.${part} or ${path} is required`)];
  });
}

function invalid(path: string, message: string): Issue {
  return { path, reason: 'ZoneInvalid', message };
}
