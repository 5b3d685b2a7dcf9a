import { defaultSettings } from '../../hooks/api/settings-table.ts';
import { answerCustomize } from '../../hooks/dispatch/answer-customize.ts';
import { answerSync, type SyncAnswer } from '../../hooks/dispatch/answer-sync.ts';
import { readRequest } from '../../hooks/dispatch/read-request.ts';
import type { RegisteredKind } from '../../hooks/kinds/kind.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { createMemo, type Memo } from '../../hooks/lib/memo.ts';
import type { ObjectGroups } from '../../hooks/metacontroller/contract.ts';
import { CompositeSyncRequest } from '../../hooks/metacontroller/envelope.ts';
import { groupObjects } from '../../hooks/metacontroller/group-objects.ts';
import { findKind } from '../../hooks/registry.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { microseconds } from './microseconds.ts';
import { agents, aServiceScrape, aVMAgent, benchNamespaces } from './scrapes-objects.ts';

const settings = defaultSettings;
const now = '2026-01-01T00:00:00Z';

/** What a sync of a VMAgent with thousands of scrape objects costs in this process, and one of a single scrape object. */
export const scrapesPure: Bench = {
  name: 'scrape pipeline, pure functions',
  run: async () => {
    const agent = findKind('VMAgent');
    const scrape = findKind('VMServiceScrape');
    if (agent?.controller === undefined || scrape?.controller === undefined)
      return 'skipped: VMAgent or VMServiceScrape has no controller';
    return [...measureAgent(agent, 2000), ...measureAgent(agent, 10_000), ...measureScrape(scrape, agent)];
  },
};

function measureAgent(kind: RegisteredKind, count: number): readonly Figure[] {
  const requests = Array.from({ length: 8 }, (_, edit) => requestOf(kind, aVMAgent(agents[0]), count, edit));
  const [first = ''] = requests;
  const label = `VMAgent, ${count} scrapes`;
  const cold = time(requests.slice(0, 5), (body) => answer(kind, JSON.parse(body)));
  const memo = createMemo(30_000);
  answer(kind, JSON.parse(first), memo);
  const warm = time(requests, (body) => answer(kind, JSON.parse(body), memo));
  const same = time([first, first, first], (body) => answer(kind, JSON.parse(body), memo));
  const parsed: readonly unknown[] = requests.slice(0, 5).map((body) => JSON.parse(body));
  return [
    { name: `${label}: request`, value: first.length / 1e6, unit: 'MB' },
    { name: `${label}: sync, nothing known yet`, value: cold, unit: 'ms' },
    { name: `${label}: sync after one edit, rest known`, value: warm, unit: 'ms' },
    { name: `${label}: sync with nothing changed`, value: same, unit: 'ms' },
    { name: `${label}: of which JSON.parse`, value: time(requests.slice(0, 5), JSON.parse), unit: 'ms' },
    {
      name: `${label}: of which checking the envelope`,
      value: time(parsed, (body) => readRequest(CompositeSyncRequest, body)),
      unit: 'ms',
    },
  ];
}

function measureScrape(kind: RegisteredKind, agent: RegisteredKind): readonly Figure[] {
  const cards = agents.map((name) => cardOf(agent, name));
  const parent = withUid(aServiceScrape(0), 0);
  const request = JSON.stringify({ parent, children: {}, related: relatedOf(kind, cards), finalizing: false });
  const status = { ...answer(kind, JSON.parse(request)).status, observedGeneration: 1 };
  const applied = JSON.stringify(status).split('/Applied').length - 1;
  if (applied !== cards.length) throw new Error(`${applied} of ${cards.length} cards count`);
  const again = JSON.stringify({ ...JSON.parse(request), parent: { ...parent, status } });
  const customize = JSON.stringify({ parent: { ...parent, status } });
  return [
    {
      name: 'VMServiceScrape: first sync with 2 cards',
      value: microseconds(2000, () => answer(kind, JSON.parse(request))),
      unit: 'µs',
    },
    {
      name: 'VMServiceScrape: sync with 2 cards, nothing changed',
      value: microseconds(2000, () => answer(kind, JSON.parse(again))),
      unit: 'µs',
    },
    {
      name: 'VMServiceScrape: customize',
      value: microseconds(2000, () => answerCustomize(JSON.parse(customize), kind, settings)),
      unit: 'µs',
    },
  ];
}

/** The selection card of a VMAgent, as Metacontroller applies it. */
function cardOf(kind: RegisteredKind, name: string): KubeObject {
  const owner = withUid(aVMAgent(name), name);
  const { children } = answer(kind, JSON.parse(requestOf(kind, aVMAgent(name), 1, 0)));
  const card = children.find((child) => child.kind === 'SelectionCard');
  if (card === undefined) throw new Error(`VMAgent ${name} has no card`);
  const { apiVersion, metadata } = owner;
  const controller = { apiVersion, kind: owner.kind, name, uid: metadata.uid ?? '', controller: true };
  return { ...card, metadata: { ...card.metadata, ownerReferences: [controller] } };
}

function answer(kind: RegisteredKind, body: unknown, memo?: Memo): SyncAnswer {
  return answerSync(body, kind, settings, now, memo);
}

/** Median time in ms of some work over different inputs, after a warm-up on the first. */
function time<T>(inputs: readonly T[], work: (input: T) => unknown): number {
  const [first] = inputs;
  if (first !== undefined) work(first);
  return median(
    inputs.map((input) => {
      const begin = performance.now();
      work(input);
      return performance.now() - begin;
    }),
  );
}

/** A sync request as Metacontroller sends it when everything runs: the children are those of the sync before. Each `edit` above 0 differs from the others in one scrape object. */
function requestOf(kind: RegisteredKind, parent: KubeObject, count: number, edit: number): string {
  const scrapes = Array.from({ length: count }, (_, index) =>
    index === edit && edit > 0
      ? withUid(aServiceScrape(index, `/edit-${edit}`), index, edit + 1)
      : withUid(aServiceScrape(index), index),
  );
  const request = (children: readonly KubeObject[]) => ({
    parent: withUid(parent, parent.metadata.name),
    children: childrenOf(kind, children),
    related: relatedOf(kind, [...scrapes, ...benchNamespaces]),
    finalizing: false,
  });
  return JSON.stringify(request(answer(kind, request([])).children));
}

/** What the API server notes for an object of this size; Metacontroller sends it along. */
const fieldsV1 = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } },
  'f:spec': { '.': {}, 'f:endpoints': {}, 'f:selector': { '.': {}, 'f:matchLabels': { '.': {}, 'f:app': {} } } },
};

function withUid(object: KubeObject, id: string | number, generation = 1): KubeObject {
  const bookkeeping = {
    uid: `${object.kind}-${id}`,
    generation,
    resourceVersion: `${1000 + generation}`,
    creationTimestamp: now,
    managedFields: [{ manager: 'kubectl', operation: 'Update', time: now, fieldsType: 'FieldsV1', fieldsV1 }],
  };
  return { ...object, metadata: { ...object.metadata, ...bookkeeping } };
}

function childrenOf({ controller }: RegisteredKind, objects: readonly KubeObject[]): ObjectGroups {
  return groupObjects(objects, controller?.childKinds ?? []);
}

/** Objects by declared related kind; those of other kinds are left out. */
function relatedOf({ controller }: RegisteredKind, objects: readonly KubeObject[]): ObjectGroups {
  return groupObjects(objects, controller?.relatedKinds ?? []);
}
