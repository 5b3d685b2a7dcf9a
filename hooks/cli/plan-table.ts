import { objectKey } from '../lib/kube-object.ts';
import { describeField } from '../plan/describe.ts';
import type { FieldChange } from '../plan/field-change.ts';
import type { Pace } from '../plan/pace.ts';
import type { Plan } from '../plan/plan.ts';
import type { PodChange } from '../plan/pod-change.ts';
import { isFixedField, type Replacement } from '../plan/replacement.ts';
import type { WorkloadChange, WorkloadOwner } from '../plan/workload-change.ts';
import { registry } from '../registry.ts';
import { renderTable, type TableRow } from './table.ts';

/** The roll-out of one custom resource. */
export interface RollOutTable {
  /** `VMCluster shop/main`. */
  readonly title: string;
  /** Header first; rows in roll-out order. */
  readonly lines: readonly string[];
}

/** Columns of a terminal that a table may fill, less an indent of two. */
const lineWidth = 118;

/** Reasons of one row; all fields stand below the tables. */
const mostReasons = 3;

const header: TableRow = { cells: ['STEP', 'COMPONENT', 'PODS', 'EFFECT'], last: ['WHY'] };

/**
 * What happens to the components of each custom resource in roll-out order: how many pods, which, how, and why. Components of one step
 * change at the same time; a step begins when the one before is ready.
 */
export function rollOutTables(plan: Plan): readonly RollOutTable[] {
  const titles = new Set([...plan.workloads, ...plan.replacements].map(({ owner }) => titleOf(owner)));
  return [...titles].flatMap((title) => {
    const changes = plan.workloads.filter(({ owner }) => titleOf(owner) === title);
    const replacements = plan.replacements.filter(({ owner }) => titleOf(owner) === title);
    const turns = changes.map((change) => ({ step: change.step, rows: changeRows(change, plan) }));
    const last = Math.max(0, ...turns.map(({ step, rows }) => (rows.length === 0 ? 0 : step)));
    const rows = [
      ...turns.flatMap((turn) => turn.rows),
      ...replacements.map((replacement, index) => replacementRow(replacement, last + index + 1)),
    ];
    return rows.length === 0 ? [] : [{ title, lines: renderTable(header, rows, lineWidth) }];
  });
}

/** Rows of one workload: what restarts, starts and stops, or that it changes without its pods. */
function changeRows(change: WorkloadChange, { pods, changes }: Plan): readonly TableRow[] {
  const { workload, owner, step, action, pace } = change;
  const fields = changes.find(({ key }) => key === workload)?.fields ?? [];
  const row = (podsText: string, effect: string, why: readonly FieldChange[]): TableRow => ({
    cells: [String(step), componentOf(workload, owner), podsText, effect],
    last: reasonsOf(why),
  });
  const scaling = fields.filter(({ path }) => path === 'spec.replicas');
  const rows = pods
    .filter((each) => each.workload === workload)
    .map((each) => {
      switch (each.action) {
        case 'restart':
          return row(podsOf(each), restart(pace), each.reasons);
        case 'start':
          return row(podsOf(each), 'added', scaling);
        case 'stop':
          return row(podsOf(each), 'removed', scaling);
        default:
          return each.action satisfies never;
      }
    });
  if (rows.length > 0) return rows;
  const inPlace = fields.filter((field) => !isFixedField(field));
  if (action === 'changes') return inPlace.length === 0 ? [] : [row('none', 'in place', inPlace)];
  return [row('none', action === 'appears' ? 'added' : 'removed', [])];
}

function replacementRow({ workload, owner, fields, obstacles }: Replacement, step: number): TableRow {
  const effect = obstacles.length === 0 ? 'replaced around pods' : 'stays as it is';
  // Pods with other volumes outlive the StatefulSet and restart because of the new one: a row of its own says how.
  const restarts = fields.some(({ path }) => /^spec\.volumeClaimTemplates(\[[^\]]*\])?$/.test(path));
  return {
    cells: [String(step), componentOf(workload, owner), restarts ? 'see above' : 'all stay', effect],
    last: obstacles.length === 0 ? reasonsOf(fields) : obstacles,
  };
}

/** `surge`: new pods are ready before old ones go. */
function restart(pace: Pace): string {
  switch (pace.by) {
    case 'hand':
      return 'restart once deleted';
    case 'nodes':
      return pace.atOnce === 1 ? 'restart node by node' : `restart on ${pace.atOnce} nodes at a time`;
    case 'controller': {
      const { atOnce, missing } = pace;
      return `${missing === 0 ? 'surge' : 'restart'} ${atOnce === 1 ? 'one by one' : `${atOnce} at a time`}`;
    }
    default:
      return pace satisfies never;
  }
}

/** `3: vmstorage-main-0..2`, or the mere number where Kubernetes chooses the names. */
function podsOf({ count, names }: PodChange): string {
  if (count === undefined) return 'on every node';
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined) return String(count);
  return `${count}: ${first}${first === last ? '' : `..${last.slice(last.lastIndexOf('-') + 1)}`}`;
}

function reasonsOf(fields: readonly FieldChange[]): readonly string[] {
  const shown = fields.slice(0, mostReasons).map((field) => describeField(field, 'short'));
  const more = fields.length - shown.length;
  return more === 0 ? shown : [...shown, `and ${more} more`];
}

/** A workload as `kubectl` takes it, `sts/vmstorage-main`; its namespace stands in the title. */
function componentOf(workload: string, owner: WorkloadOwner | undefined): string {
  const [kind = '', name = ''] = workload.split(' ');
  return `${shortNames[kind] ?? kind}/${owner === undefined ? name : name.slice(name.indexOf('/') + 1)}`;
}

/** Source: `kubectl api-resources` */
const shortNames: Readonly<Record<string, string>> = { DaemonSet: 'ds', Deployment: 'deploy', StatefulSet: 'sts' };

function titleOf(owner: WorkloadOwner | undefined): string {
  if (owner === undefined) return 'Other workloads';
  const kind = registry.find(({ api }) => api.kind.toLowerCase() === owner.kind)?.api.kind ?? owner.kind;
  return objectKey({ apiVersion: '', kind, metadata: owner });
}
