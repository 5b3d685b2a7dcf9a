import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { Estate } from './inventory.ts';
import type { Preview } from './preview.ts';
import type { Step } from './steps.ts';

/** A step with what it takes to carry it out, and to decide it anew from a newer state of its object. */
export interface PlannedStep extends Step {
  readonly path: string;
  decide(live: KubeObject): Step | undefined;
}

/** All that is to be said of one CR. */
export interface EstatePlan {
  readonly estate: Estate;
  readonly preview: Preview;
  readonly steps: readonly PlannedStep[];
}

/** The report a person reads before and after: per CR what is there, what this command does, and what our controller will do afterwards. */
export function renderReport(plans: readonly EstatePlan[]): string {
  return plans.map(renderPlan).join('\n');
}

function renderPlan({ estate, preview, steps }: EstatePlan): string {
  const { cr, children, claims } = estate;
  const head = `${objectKey(cr)}  (${count(children.length, 'child', 'children')}, ${count(claims.length, 'claim', 'claims')})`;
  if (preview.refusal !== undefined) return `${head}\n  LEFT ALONE: vmop would not configure it: ${preview.refusal}\n`;
  return [
    head,
    ...(steps.length === 0
      ? ['  nothing to do: already taken over']
      : steps.map((step) => `  ${objectKey(step.object)}: ${step.says.join('; ')}`)),
    '  afterwards:',
    ...line('pods restart', preview.restarts, 'no pod restarts'),
    ...line('created', preview.creates),
    ...line(
      'changed',
      preview.changes.filter((key) => !preview.restarts.includes(key)),
    ),
    ...line('deleted, no longer wanted', preview.deletes),
    ...line(
      'left over, remove by hand',
      estate.leftovers.map(({ object }) => objectKey(object)),
    ),
    '',
  ].join('\n');
}

function line(title: string, keys: readonly string[], none?: string): string[] {
  if (keys.length === 0) return none === undefined ? [] : [`    ${none}`];
  return [`    ${title}: ${keys.join(', ')}`];
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
