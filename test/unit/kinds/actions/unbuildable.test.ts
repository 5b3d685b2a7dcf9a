import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { buildAction } from '../../../../hooks/kinds/actions/build-action.ts';
import { convergeWorkload, failedParent } from '../../../../hooks/kinds/converge-workload.ts';
import { stampHash } from '../../../../hooks/metacontroller/desired-hash.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../../fixtures/workload-objects.ts';

const settings = { ...defaultSettings, ownImage: 'vmop:v1' };
const db = observe(stampHash(aWorkload('StatefulSet')), { status: readyStatus });
const target = { namespace: 'demo', statefulSet: 'db', uid: 'uid-db' };
const issue = { path: 'spec.port', reason: 'InvalidField', message: 'is no port' } as const;

const observedAction = (action: Parameters<typeof buildAction>[0]) =>
  buildAction(action, db, settings).children.map((child) => observe(child));
const replace = observedAction({ ...target, verb: 'replace', hash: 'x' });
const grow = observedAction({ ...target, verb: 'grow', claims: [{ name: 'data-db-0', uid: 'u', size: '2Gi' }] });

const parent = {
  apiVersion: 'x/v1',
  kind: 'VMTest',
  metadata: { name: 'shop', namespace: 'demo', generation: 1 },
  spec: {},
};
const now = '2026-01-01T00:00:00Z';

describe.each([
  {
    name: 'a spec of which nothing can be built',
    answer: (children: ReturnType<typeof groupObjects>) =>
      convergeWorkload(
        { parent, children, related: {}, settings, now },
        { kind: 'VMTest', build: () => ({ phases: [], issues: [issue], findings: [] }) },
      ),
  },
  {
    name: 'an object that cannot be read',
    answer: (children: ReturnType<typeof groupObjects>) => failedParent({ parent, children, settings, now }, [issue]),
  },
])('$name', ({ answer }) => {
  const kinds = (...observed: Parameters<typeof groupObjects>[0]) =>
    answer(groupObjects(observed))
      .children.map(({ kind }) => kind)
      .toSorted();

  it('ends the action that would delete a StatefulSet, for nothing would bring it back', () => {
    expect(kinds(db, ...replace)).toEqual(['StatefulSet']);
  });

  it('lets any other action go on, and keeps what says that a StatefulSet has to come back', () => {
    expect(kinds(db, ...grow)).toEqual(['Job', 'Role', 'RoleBinding', 'ServiceAccount', 'StatefulSet']);
    expect(kinds(...replace)).toEqual(['Job', 'Role', 'RoleBinding', 'ServiceAccount']);
  });
});
