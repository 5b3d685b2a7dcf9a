import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { answerSync, type SyncAnswer } from '../../../hooks/dispatch/answer-sync.ts';
import { applyObject } from '../../../hooks/driver/apply.ts';
import { canonicalJson } from '../../../hooks/lib/canonical-json.ts';
import { type KubeObject, objectKey } from '../../../hooks/lib/kube-object.ts';
import type { ObjectGroups } from '../../../hooks/metacontroller/contract.ts';
import { findKind } from '../../../hooks/registry.ts';
import { agentChildren, agentRelated } from '../../fixtures/some-vmagent.ts';
import { someAgentRelated, someVMAgentSpec } from '../../fixtures/some-vmagent-spec.ts';
import { readyStatus } from '../../fixtures/workload-objects.ts';

const settings = { ...defaultSettings, vpaApi: true };
const runs = { numRuns: process.env['VMOP_LONG'] === undefined ? 30 : 200 };

function aParent(spec: object, status?: object): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAgent',
    metadata: { name: 'edge', namespace: 'demo', uid: 'uid-1', generation: 3 },
    spec,
    ...(status === undefined ? {} : { status }),
  };
}

interface Request {
  readonly parent: KubeObject;
  readonly children: ObjectGroups;
  readonly related: ObjectGroups;
}

function request(parent: KubeObject, children: readonly KubeObject[], related = someAgentRelated): Request {
  return { parent, children: agentChildren(...children), related: agentRelated(...related) };
}

function ask(asked: Request, now = '2026-01-01T00:00:00Z'): SyncAnswer {
  const kind = findKind('VMAgent');
  if (kind === undefined) throw new Error('VMAgent is not registered');
  return answerSync(asked, kind, settings, now);
}

/** The answered children as the next request carries them: applied over what was there, and ready if the test says so. */
function observed(answer: SyncAnswer, before: readonly KubeObject[], isReady = true): readonly KubeObject[] {
  const live = new Map(before.map((object) => [objectKey(object), object]));
  return answer.children.map((desired) => {
    const after = applyObject(live.get(objectKey(desired)), desired, settings.fieldManager);
    const metadata = { ...after.metadata, uid: `uid-${desired.metadata.name}`, generation: 1 };
    return { ...after, metadata, ...(isReady ? statusOf(after) : {}) };
  });
}

function statusOf({ kind, spec }: KubeObject): object {
  if (kind === 'DaemonSet') return { status: { observedGeneration: 1 } };
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return {};
  const replicas: unknown = Reflect.get(Object(spec), 'replicas');
  return { status: { ...readyStatus, replicas, updatedReplicas: replicas, readyReplicas: replicas } };
}

/** A cluster in which a spec has settled. */
function settled(
  spec: object,
  start: readonly KubeObject[] = [],
): { live: readonly KubeObject[]; rounds: SyncAnswer[] } {
  let live = start;
  let parent = aParent(spec);
  const rounds: SyncAnswer[] = [];
  for (const second of [1, 2, 3, 4, 5, 6]) {
    const answer = ask(request(parent, live), `2026-01-01T00:00:0${second}Z`);
    live = observed(answer, live);
    parent = aParent(spec, answer.status);
    rounds.push(answer);
  }
  return { live, rounds };
}

const runsPods = ({ kind }: KubeObject) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind);
/** What an answer may not take away: everything when it says that it failed, and what ran before as long as something new is on its way. */
function mustStay(
  answer: SyncAnswer,
  before: readonly KubeObject[],
  now: readonly KubeObject[],
): readonly KubeObject[] {
  if (Reflect.get(answer.status, 'updateStatus') === 'failed') return now;
  const known = new Set(before.map(objectKey));
  const isOnItsWay = answer.children.some((child) => runsPods(child) && !known.has(objectKey(child)));
  return isOnItsWay ? before.filter(runsPods) : [];
}

const calm = (spec: object) => ({ ...spec, paused: false });

describe('sync of a VMAgent', () => {
  it('settles: children and status stop changing, whatever it ran as before', () => {
    fc.assert(
      fc.property(someVMAgentSpec, someVMAgentSpec, (former, spec) => {
        const { rounds } = settled(spec, settled(calm(former)).live);
        expect(canonicalJson(rounds.at(-1))).toBe(canonicalJson(rounds.at(-2)));
      }),
      runs,
    );
  });

  it('takes no workload away before another one is ready, and none at all while something is wrong', () => {
    fc.assert(
      fc.property(someVMAgentSpec, someVMAgentSpec, (former, spec) => {
        const { live } = settled(calm(former));
        let now = live;
        for (let round = 0; round < 3; round += 1) {
          const answer = ask(request(aParent(calm(spec)), now));
          const answered = answer.children.map(objectKey);
          for (const kept of mustStay(answer, live, now)) expect(answered).toContain(objectKey(kept));
          now = observed(answer, now, false);
        }
      }),
      runs,
    );
  });

  it('gives the same bytes for any order of groups and objects', () => {
    const backwards = <T>(map: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(map).toReversed());
    const listedBackwards = (groups: ObjectGroups): ObjectGroups =>
      backwards(Object.fromEntries(Object.entries(groups).map(([key, group]) => [key, backwards(group)])));
    fc.assert(
      fc.property(someVMAgentSpec, someVMAgentSpec, (former, spec) => {
        const there = request(aParent(spec), settled(calm(former)).live);
        const back = { ...there, children: listedBackwards(there.children), related: listedBackwards(there.related) };
        expect(JSON.stringify(ask(back))).toBe(JSON.stringify(ask(there)));
      }),
      runs,
    );
  });
});
