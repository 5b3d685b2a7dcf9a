import type { JsonObject } from '../../lib/json.ts';
import { durations, firstOf, numberWithin, type PartCheck } from './values.ts';

/** A check per class of schedulers. Source: https://docs.victoriametrics.com/anomaly-detection/components/scheduler/ */
const checks: Readonly<Record<string, PartCheck>> = {
  periodic: durations('fit_every', 'fit_window', 'infer_every'),
  oneoff: firstOf(ordered('infer_start', 'infer_end'), ordered('fit_start', 'fit_end')),
  backtesting: firstOf(
    durations('fit_window', 'fit_every', 'infer_every'),
    ordered('from', 'to'),
    numberWithin('n_jobs', 'at least 0', (jobs) => jobs >= 0),
  ),
};

const longNames: Readonly<Record<string, string>> = {
  'scheduler.periodic.PeriodicScheduler': 'periodic',
  'scheduler.oneoff.OneoffScheduler': 'oneoff',
  'scheduler.backtesting.BacktestingScheduler': 'backtesting',
};

/** What is wrong with a scheduler, or null; a class outside the list is none that the operator supports. */
export function whySchedulerWrong(name: string, scheduler: JsonObject): string | null {
  const className = String(scheduler['class'] ?? '');
  const check = checks[longNames[className] ?? className];
  if (check === undefined) return `anomaly scheduler class=${JSON.stringify(className)} is not supported`;
  const wrong = check(scheduler);
  if (wrong === null || wrong.startsWith('duration must')) return wrong;
  return `failed to validate scheduler=${JSON.stringify(name)}: ${wrong}`;
}

/** Two points in time, each given as `<name>_iso` or `<name>_s` (seconds since 1970); the first lies before the second. */
function ordered(first: string, second: string): PartCheck {
  return (scheduler) => {
    const [start, end] = [secondsOf(scheduler, first), secondsOf(scheduler, second)];
    if (typeof start === 'string') return start;
    if (typeof end === 'string') return end;
    return start < end ? null : `"${first}_*" should be smaller than "${second}_*"`;
  };
}

function secondsOf(scheduler: JsonObject, name: string): number | string {
  const { [`${name}_iso`]: iso, [`${name}_s`]: seconds } = scheduler;
  if (typeof iso === 'string' && iso !== '') {
    const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(iso);
    return isTime ? Date.parse(iso) / 1000 : `"${name}_iso" must be a time such as 2026-01-31T00:00:00Z`;
  }
  return typeof seconds === 'number' ? seconds : `either "${name}_iso" or "${name}_s" is required`;
}
