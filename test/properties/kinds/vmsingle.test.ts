import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { answerSync, type SyncAnswer } from '../../../hooks/dispatch/answer-sync.ts';
import { HookError } from '../../../hooks/dispatch/hook-error.ts';
import { applyObject } from '../../../hooks/driver/apply.ts';
import { vmsingle } from '../../../hooks/kinds/vmsingle/index.ts';
import { canonicalJson } from '../../../hooks/lib/canonical-json.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { type KubeObject, objectKey } from '../../../hooks/lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../../hooks/metacontroller/contract.ts';
import { desiredHash, hashAnnotation } from '../../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';
import { registry } from '../../../hooks/registry.ts';
import { someRelated, someVMSingleSpec } from '../../fixtures/some-vmsingle.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../fixtures/workload-objects.ts';

const settings = { ...defaultSettings, vpaApi: true };
const kind = registry.find(({ api }) => api.kind === 'VMSingle');
const keysOf = (kinds: readonly { readonly apiVersion: string; readonly kind: string }[]) =>
  kinds.map((one) => groupKey(one.apiVersion, one.kind));
const childGroups = keysOf(vmsingle.controller?.childKinds ?? []);
const relatedGroups = keysOf(vmsingle.controller?.relatedKinds ?? []);
const now = '2026-01-01T00:00:00Z';
const runs = { numRuns: process.env['VMOP_LONG'] === undefined ? 40 : 1000 };

/** A request as Metacontroller sends it. */
interface Request {
  readonly parent: KubeObject;
  readonly children: ObjectGroups;
  readonly related: ObjectGroups;
}

function ask(request: Request, at = now): SyncAnswer {
  if (kind === undefined) throw new Error('VMSingle is not registered');
  return answerSync(request, kind, settings, at);
}

/** The answer, or null where there is none and so nothing changes. */
function tryAsk(request: Request): SyncAnswer | null {
  try {
    return ask(request);
  } catch (error) {
    if (error instanceof HookError) return null;
    throw error;
  }
}

function aParent(spec: unknown, metadata: object = {}, status?: object): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMSingle',
    metadata: { name: 'shop', namespace: 'demo', uid: 'uid-1', generation: 3, ...metadata },
    spec,
    ...(status === undefined ? {} : { status }),
  };
}

function request(parent: KubeObject, children: readonly KubeObject[], related = someRelated): Request {
  return {
    parent,
    children: groupObjects(children, childGroups),
    related: groupObjects(related, relatedGroups),
  };
}

/** The answered children as the next request carries them: applied over what was there, ready. */
function observed(answer: SyncAnswer, before: readonly KubeObject[] = []): readonly KubeObject[] {
  const live = new Map(before.map((object) => [objectKey(object), object]));
  return answer.children.map((desired) => {
    const after = applyObject(live.get(objectKey(desired)), desired, settings.fieldManager);
    const status = desired.kind === 'Deployment' ? { status: { ...readyStatus, replicas: 1 } } : {};
    return { ...after, metadata: { ...after.metadata, uid: `uid-${desired.metadata.name}`, generation: 1 }, ...status };
  });
}

const gone = { deletionTimestamp: now };
const official = { finalizers: ['apps.victoriametrics.com/finalizer'] };
const metadata = fc.constantFrom<object>({}, {}, gone, official, { generation: 7, labels: { a: 'b' } });
const status = fc.constantFrom<object | undefined>(
  undefined,
  {},
  { updateStatus: 'operational', conditions: 'none' },
  { updateStatus: 'odd', observedGeneration: 2, conditions: [{ type: 'Ready', status: 'True', reason: 'X' }, 7, null] },
  {
    lastAppliedSpec: {},
    conditions: [{ type: 'NotApplied', status: 'True', lastTransitionTime: '2020-01-01T00:00:00Z' }],
  },
);
/** What the schema refuses, or what cannot be built. */
const fault = fc.constantFrom<object>(
  { replicaCount: 'many' },
  { extraArgs: [] },
  { storage: 5 },
  { port: 'none' },
  { relabelConfig: { name: 'gone', key: 'r' } },
  { ingestOnlyMode: false, additionalScrapeConfigs: { name: 'gone', key: 'jobs' } },
  { serviceSpec: { metadata: { name: 'vmsingle-shop' }, spec: {} }, useLegacyNaming: false },
);

/** Children of another spec of the same VMSingle, of ours and of foreign making, some of them never wanted by any spec. */
const children = fc
  .record({
    spec: someVMSingleSpec,
    isForeign: fc.boolean(),
    others: fc.subarray([
      aWorkload('Deployment', { name: 'other' }),
      aWorkload('StatefulSet', { name: 'old' }),
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'demo' }, spec: {} },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'other', namespace: 'demo' }, spec: { ports: [] } },
    ]),
  })
  .map(({ spec, isForeign, others }) => {
    const made = observed(ask(request(aParent({ ...spec, paused: false }), [])));
    const rest = others.map((object) => observe(object, isForeign ? { manager: 'app' } : {}));
    return [...(isForeign ? made.map(withoutManagers) : made), ...rest];
  });

function withoutManagers(object: KubeObject): KubeObject {
  const { managedFields: _, ...rest } = object.metadata;
  return { ...object, metadata: rest };
}

const isPrecious = ({ kind: name }: KubeObject) => name === 'StatefulSet' || name === 'PersistentVolumeClaim';
const ownKinds = (objects: readonly KubeObject[]) => objects.filter((object) => !isPrecious(object));

/** The value with the keys of all its maps in the opposite order; lists stay. */
function reversed<T>(value: T): T;
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reversed(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, nested]) => [key, reversed(nested)]),
  );
}

/** The same groups and objects, listed in the opposite order. */
function listedBackwards(groups: ObjectGroups): ObjectGroups {
  const backwards = <T>(map: Readonly<Record<string, T>>) => Object.entries(map).toReversed();
  return Object.fromEntries(backwards(groups).map(([key, group]) => [key, Object.fromEntries(backwards(group))]));
}

describe('sync of a VMSingle', () => {
  it('drops no observed claim and no StatefulSet, whatever the request', () => {
    const missing = fc.subarray([...childGroups, ...relatedGroups], { maxLength: 2 });
    fc.assert(
      fc.property(
        fc.oneof(someVMSingleSpec, fault, fc.constantFrom(null, 5, 'x')),
        metadata,
        status,
        children,
        fc.subarray([...someRelated]),
        missing,
        (spec, meta, old, live, related, without) => {
          const { parent, ...groups } = request(aParent(spec, meta, old), live, related);
          const cut = (all: ObjectGroups) =>
            Object.fromEntries(Object.entries(all).filter(([key]) => !without.includes(key)));
          const answer = tryAsk({ parent, children: cut(groups.children), related: cut(groups.related) });
          if (answer === null) return;
          const answered = answer.children.map(objectKey);
          const sent = Object.values(cut(groups.children)).flatMap((group) => Object.values(group));
          for (const object of sent.filter(isPrecious)) expect(answered).toContain(objectKey(object));
        },
      ),
      runs,
    );
  });

  it('answers nothing where a group is missing that it needs', () => {
    const spec = {
      storage: { resources: { requests: { storage: '1Gi' } } },
      relabelConfig: { name: 'rules', key: 'r' },
      ingestOnlyMode: false,
      selectAllByDefault: true,
      serviceScrapeNamespaceSelector: { matchLabels: { team: 'a' } },
    };
    const whole = request(aParent(spec), []);
    const required = childGroups.filter((key) => !key.startsWith('VerticalPodAutoscaler'));
    for (const key of required) {
      const { [key]: _, ...rest } = whole.children;
      expect(() => ask({ ...whole, children: rest }), key).toThrow(/lacks/);
    }
    for (const key of relatedGroups) {
      const { [key]: _, ...rest } = whole.related;
      expect(() => ask({ ...whole, related: rest }), key).toThrow(/lacks/);
    }
  });

  it('drops no child at all while something is wrong with the spec', () => {
    fc.assert(
      fc.property(someVMSingleSpec, fault, metadata, status, children, (spec, wrong, meta, old, all) => {
        const live = ownKinds(all);
        const { children: answered, status: said } = ask(
          request(aParent({ ...spec, paused: false, ...wrong }, meta, old), live),
        );
        expect(said).toMatchObject({ updateStatus: 'failed' });
        const keys = answered.map(objectKey);
        if (meta === official && live.length === 0) return;
        for (const object of live) expect(keys).toContain(objectKey(object));
      }),
      runs,
    );
  });

  it('changes nothing of any child while it is paused, nor drops one', () => {
    fc.assert(
      fc.property(someVMSingleSpec, metadata, status, children, (spec, meta, old, all) => {
        const live = ownKinds(all);
        if (meta === official && live.length === 0) return;
        const answer = ask(request(aParent({ ...spec, paused: true }, meta, old), live));
        expect(answer.children).toHaveLength(live.length);
        for (const object of live) expect(answer.children).toContainEqual(retain(object, settings.fieldManager));
      }),
      runs,
    );
  });

  it('settles: applied once, its children are the same for ever; then its status is too', () => {
    fc.assert(
      fc.property(someVMSingleSpec, metadata, status, children, (spec, meta, old, all) => {
        let live: readonly KubeObject[] = ownKinds(all);
        let parent = aParent(spec, meta, old);
        const rounds: SyncAnswer[] = [];
        for (const second of [1, 2, 3, 4]) {
          const answer = ask(request(parent, live), `2026-01-01T00:00:0${second}Z`);
          live = observed(answer, live);
          parent = { ...parent, status: answer.status };
          rounds.push(answer);
        }
        const [first, ...later] = rounds;
        for (const answer of later) expect(canonicalJson(answer.children)).toBe(canonicalJson(first?.children));
        expect(canonicalJson(later.at(-1))).toBe(canonicalJson(later.at(-2)));
      }),
      runs,
    );
  });

  it('gives the same bytes for any order of groups, children and related objects, and for any order of keys within them', () => {
    fc.assert(
      fc.property(someVMSingleSpec, metadata, status, children, (spec, meta, old, all) => {
        const there = request(aParent(spec, meta, old), ownKinds(all));
        const back = { ...there, children: listedBackwards(there.children), related: listedBackwards(there.related) };
        expect(JSON.stringify(ask(back))).toBe(JSON.stringify(ask(there)));
        // Within a retained or passed-on object keys stay as they came: Go reads them into maps.
        expect(canonicalJson(ask(reversed(there)))).toBe(canonicalJson(ask(there)));
      }),
      runs,
    );
  });

  it('gives every child a hash of its own content, the same for any order of keys in the spec and any history', () => {
    fc.assert(
      fc.property(someVMSingleSpec, metadata, status, children, (spec, meta, old, all) => {
        const hashes = (answer: SyncAnswer) =>
          Object.fromEntries(
            answer.children.map((child) => [objectKey(child), child.metadata.annotations?.[hashAnnotation]]),
          );
        const calm = { ...spec, paused: false };
        const fresh = ask(request(aParent(calm), []));
        for (const child of fresh.children)
          expect(child.metadata.annotations?.[hashAnnotation]).toBe(desiredHash(child));
        expect(hashes(ask(reversed(request(aParent(calm), []))))).toEqual(hashes(fresh));
        if (meta === official) return;
        const grown = hashes(ask(request(aParent(calm, meta, old), ownKinds(all))));
        expect(grown).toMatchObject(hashes(fresh));
      }),
      runs,
    );
  });
});
