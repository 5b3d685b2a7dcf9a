import type { ObjectChange } from '../plan/compare-objects.ts';
import { describeField } from '../plan/describe.ts';
import { isEmptyPlan, type Plan } from '../plan/plan.ts';
import type { Paint } from './paint.ts';
import { rollOutTables } from './plan-table.ts';

/** A plan for people: the roll-out first, since pods matter most, then objects with their fields. Ends with a line break. */
export function renderPlan(result: Plan, paint: Paint): string {
  if (isEmptyPlan(result) && result.failures.length === 0)
    return 'No difference: no object changes, no pod restarts.\n';
  const tables = rollOutTables(result);
  const lines = [
    ...result.failures.map(({ key, reason }) => paint('red', `! ${key} would fail: ${reason}`)),
    ...(tables.length === 0 ? [paint('bold', 'Roll-out'), '  no pod restarts, starts or stops'] : []),
    ...tables.flatMap(({ title, lines: [header = '', ...rows] }) => [
      paint('bold', title),
      paint('dim', `  ${header}`),
      ...rows.map((row) => `  ${row}`),
    ]),
    paint('bold', 'Objects'),
    ...(result.changes.length === 0
      ? ['  none changes']
      : result.changes.flatMap((change) => renderChange(change, paint))),
    ...(result.assumed.length === 0
      ? []
      : [paint('dim', `Not in the files, assumed to stay as they are: ${result.assumed.join(', ')}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function renderChange({ action, key, fields }: ObjectChange, paint: Paint): readonly string[] {
  switch (action) {
    case 'appears':
      return [paint('green', `  + ${key}`)];
    case 'goes':
      return [paint('red', `  - ${key}`)];
    case 'changes':
      return [paint('yellow', `  ~ ${key}`), ...fields.map((field) => `      ${describeField(field, 'full')}`)];
    default:
      return action satisfies never;
  }
}
