import { expect, it } from 'vitest';
import { type Action, renderActionArgs } from '../../../hooks/kinds/actions/action.ts';
import { runCommand } from '../../fixtures/cli-io.ts';

const target = { namespace: 'demo', statefulSet: 'db', uid: 'uid-1' };
const actions: readonly Action[] = [
  {
    ...target,
    verb: 'grow',
    claims: [
      { name: 'data-db-0', uid: 'uid-2', size: '1.5Gi' },
      { name: 'data-db-1', uid: 'uid-3', size: '2Gi' },
    ],
  },
  { ...target, verb: 'replace', hash: 'abc' },
  { ...target, verb: 'roll', revision: 'db-5f', maxUnavailable: 2 },
];

it.each(actions)('what a Job is told is what is done: $verb', async (action) => {
  const asked: unknown[] = [];
  const act = (request: { readonly action: Action; readonly job?: string }) => {
    asked.push({ action: request.action, job: request.job });
    return Promise.resolve(21);
  };
  const run = await runCommand([...renderActionArgs(action), '--job', 'vmop-x'], { act });
  expect(asked).toEqual([{ action, job: 'vmop-x' }]);
  expect(run.code).toBe(21);
});

it.each([
  { name: 'no claim', args: ['act', 'grow', '--namespace', 'a', '--stateful-set', 'b', '--uid', 'c'] },
  {
    name: 'half a claim',
    args: ['act', 'grow', '--namespace', 'a', '--stateful-set', 'b', '--uid', 'c', '--claim', 'x,y'],
  },
  {
    name: 'no size',
    args: ['act', 'grow', '--namespace', 'a', '--stateful-set', 'b', '--uid', 'c', '--claim', 'x,y,big'],
  },
  {
    name: 'no pods',
    args: [
      'act',
      'roll',
      '--namespace',
      'a',
      '--stateful-set',
      'b',
      '--uid',
      'c',
      '--revision',
      'r',
      '--max-unavailable',
      '0',
    ],
  },
])('wrong arguments do nothing: $name', async ({ args }) => {
  expect((await runCommand(args)).code).toBe(2);
});
