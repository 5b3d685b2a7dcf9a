import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';

/** What the preflight looks at: workloads and leases of the whole cluster. */
export interface ClusterFacts {
  readonly deployments: readonly KubeObject[];
  readonly statefulSets: readonly KubeObject[];
  readonly leases: readonly KubeObject[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Kinds which are to be taken over. */
  readonly kinds: readonly string[];
}

/** Lease of the official operator's leader election. */
const officialLease = '57410f0d.victoriametrics.com';
const operatorImage = /(^|\/)victoriametrics\/operator(:v|@|:latest|$)/;
const metacontrollerImage = /(^|\/)metacontroller(-[a-z]+)?(:|@|$)/;

/** Why a takeover must not begin, each as one sentence with what to do; empty: go ahead. */
export function findBlockers(facts: ClusterFacts): readonly string[] {
  const workloads = [...facts.deployments, ...facts.statefulSets];
  const lease = facts.leases.find(
    (candidate) => candidate.metadata.name === officialLease && isFresh(candidate, facts.now),
  );
  const operators = workloads.filter(
    (workload) => isRunning(workload) && runs(workload, operatorImage) && !ignoresKinds(workload, facts.kinds),
  );
  const foreign = workloads.filter(
    (workload) => isRunning(workload) && runs(workload, metacontrollerImage) && !hasSelector(workload),
  );
  return [
    ...operators.map(
      (workload) =>
        `The official operator runs (${objectKey(workload)}): scale it to 0 first, or two operators will write the same objects.`,
    ),
    ...(lease !== undefined &&
    operators.length === 0 &&
    !workloads.some((workload) => isRunning(workload) && runs(workload, operatorImage))
      ? [
          `Somebody renews the official operator's ${objectKey(lease)}: an operator runs that is no Deployment of this cluster's. Stop it first.`,
        ]
      : []),
    ...foreign.map(
      (workload) =>
        `${objectKey(workload)} is a Metacontroller without --target-label-selector: it would run vmop's controllers too. Give it a selector first.`,
    ),
  ];
}

/** VM_* variables of a stopped official operator: the hooks need the same ones, or pods restart. Values that are references are named instead. */
export function officialEnvironment(deployments: readonly KubeObject[]): {
  readonly env: Readonly<Record<string, string>>;
  readonly references: readonly string[];
} {
  const entries = deployments
    .filter((workload) => runs(workload, operatorImage))
    .flatMap((workload) => containers(workload).flatMap((container) => list(container['env'])));
  const named = entries.filter((entry) => String(entry['name']).startsWith('VM_'));
  return {
    env: Object.fromEntries(
      named
        .filter((entry) => typeof entry['value'] === 'string')
        .map((entry) => [String(entry['name']), String(entry['value'])]),
    ),
    references: named.filter((entry) => entry['valueFrom'] !== undefined).map((entry) => String(entry['name'])),
  };
}

function isFresh(lease: KubeObject, now: number): boolean {
  const spec = isJsonObject(lease.spec) ? lease.spec : {};
  const renewed = typeof spec['renewTime'] === 'string' ? Date.parse(spec['renewTime']) : 0;
  return now - renewed < 30_000;
}

function isRunning(workload: KubeObject): boolean {
  const spec = isJsonObject(workload.spec) ? workload.spec : {};
  const status = isJsonObject(workload.status) ? workload.status : {};
  return (spec['replicas'] ?? 1) !== 0 || Number(status['replicas'] ?? 0) > 0;
}

function runs(workload: KubeObject, image: RegExp): boolean {
  return containers(workload).some((container) => image.test(String(container['image'])));
}

function words(workload: KubeObject): string[] {
  return containers(workload).flatMap((container) => [...values(container['command']), ...values(container['args'])]);
}

function hasSelector(workload: KubeObject): boolean {
  return words(workload).some((word) => /^--?target-label-selector(=.+)?$/.test(word));
}

/** True when `-controller.disableReconcileFor` names all the kinds, so that the official operator leaves them alone. */
function ignoresKinds(workload: KubeObject, kinds: readonly string[]): boolean {
  const flags = words(workload).map((word) => /^--?controller\.disableReconcileFor=(.*)$/.exec(word)?.[1] ?? '');
  const ignored = new Set(flags.flatMap((value) => value.split(',')));
  return kinds.length > 0 && kinds.every((kind) => ignored.has(kind));
}

function containers(workload: KubeObject): JsonObject[] {
  const spec = isJsonObject(workload.spec) ? workload.spec : {};
  const template = isJsonObject(spec['template']) ? spec['template'] : {};
  return list(isJsonObject(template['spec']) ? template['spec']['containers'] : undefined);
}

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function values(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
