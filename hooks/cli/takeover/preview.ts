import { issueText } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { asReady } from '../../driver/simulate.ts';
import { isJsonObject } from '../../lib/json.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { requirementText } from '../../lib/requirement-text.ts';
import type { ObjectGroups, RelateRule } from '../../metacontroller/contract.ts';
import { groupObjects } from '../../metacontroller/group-objects.ts';
import { type Cluster, ClusterError } from '../cluster.ts';
import type { Estate, Found } from './inventory.ts';
import { collectionPath, objectPath } from './paths.ts';

/** What our controller will do to one CR's children once it is installed. */
export interface Preview {
  /** Why vmop would not configure this CR; then it must stay with the official operator. */
  readonly refusal?: string;
  readonly creates: readonly string[];
  readonly deletes: readonly string[];
  readonly changes: readonly string[];
  /** Workloads whose pod template changes. */
  readonly restarts: readonly string[];
}

/** Runs our sync on what is there, and lets the API server say by a dry-run apply what would change. Writes nothing. */
export async function preview(cluster: Cluster, estate: Estate, settings: Settings, now: string): Promise<Preview> {
  const { kind, cr } = estate;
  const nothing = { creates: [], deletes: [], changes: [], restarts: [] };
  // As the controller will see it: the takeover takes the official finalizer off.
  const parsed = kind.parse({ ...cr, metadata: { ...cr.metadata, finalizers: [] } });
  if (!parsed.ok) return { ...nothing, refusal: parsed.error.map(issueText).join('; ') };
  const controller = kind.controller;
  if (controller === undefined) return { ...nothing, refusal: `this release has no controller for ${cr.kind}` };
  const related = await fetchRelated(cluster, controller.relate(parsed.value, settings), controller.relatedKinds);
  const live = new Map(estate.children.map((found) => [objectKey(found.object), found]));
  const tried = new Map<string, Promise<Outcome>>();
  const tryOut = (child: KubeObject): Promise<Outcome> => {
    const text = JSON.stringify(child);
    const outcome = tried.get(text) ?? dryRun(cluster, child, live.get(objectKey(child)), settings);
    tried.set(text, outcome);
    return outcome;
  };
  // One round after the other, as if everything got ready in between: what waits for something else changes later.
  let observed = estate.children.map(({ object }) => object);
  let outcomes: readonly Outcome[] = [];
  for (let round = 1, before = ''; round <= maxRounds; round++) {
    const children = groupObjects(observed, controller.childKinds);
    const answer = controller.sync({ parent: parsed.value, children, related, settings, now });
    const status = isJsonObject(answer.status) ? answer.status : {};
    if (status['updateStatus'] === 'failed')
      return { ...nothing, refusal: String(status['reason'] ?? 'no reason given') };
    if (status['updateStatus'] === 'paused') return nothing;
    const wanted = answer.children.map((child) => withNamespace(child, cr));
    if (JSON.stringify(wanted) === before) break;
    before = JSON.stringify(wanted);
    outcomes = await Promise.all(wanted.map(tryOut));
    const refused = outcomes.flatMap(({ refusal }) => refusal ?? []);
    if (refused.length > 0) return { ...nothing, refusal: refused.join('; ') };
    observed = outcomes.map(({ object }) => asReady(object, now));
  }
  const names = new Set(outcomes.map(({ key }) => key));
  return {
    creates: outcomes.filter(({ key }) => !live.has(key)).map(({ key }) => key),
    deletes: [...live.keys()].filter((key) => !names.has(key)),
    changes: outcomes.filter(({ changed }) => changed).map(({ key }) => key),
    restarts: outcomes.filter(({ restarts }) => restarts).map(({ key }) => key),
  };
}

/** Far more rounds than any kind has phases. */
const maxRounds = 20;

/** What an apply of one child would come to. */
interface Outcome {
  readonly key: string;
  /** The object afterwards. */
  readonly object: KubeObject;
  /** Why the API server would not have it. */
  readonly refusal?: string;
  readonly changed: boolean;
  readonly restarts: boolean;
}

function withNamespace(child: KubeObject, cr: KubeObject): KubeObject {
  const { namespace } = cr.metadata;
  return child.metadata.namespace !== undefined || namespace === undefined
    ? child
    : { ...child, metadata: { ...child.metadata, namespace } };
}

async function dryRun(
  cluster: Cluster,
  child: KubeObject,
  live: Found | undefined,
  settings: Settings,
): Promise<Outcome> {
  const key = objectKey(child);
  if (live === undefined) return { key, object: child, changed: false, restarts: false };
  const path = `${objectPath(child, live.resource)}?fieldManager=${settings.fieldManager}&force=true`;
  const applied = await cluster
    .patch(path, 'application/apply-patch+yaml', child, { dryRun: true })
    .catch((error: unknown) => refusalOf(error));
  if (typeof applied === 'string')
    return { key, object: child, refusal: `${key} would not be accepted: ${applied}`, changed: false, restarts: false };
  return {
    key,
    object: applied,
    changed: applied.metadata.generation !== live.object.metadata.generation,
    restarts: template(applied) !== template(live.object),
  };
}

/** The API server's word on an object that it does not want; any other failure goes on. */
function refusalOf(error: unknown): string {
  if (error instanceof ClusterError && error.code === 422) return error.message;
  throw error;
}

/** Pod template as text; the server answers with stable field order. */
function template(object: KubeObject): string {
  return isJsonObject(object.spec) && object.kind !== 'Job' ? JSON.stringify(object.spec['template'] ?? null) : 'null';
}

async function fetchRelated(
  cluster: Cluster,
  rules: readonly RelateRule[],
  kinds: readonly { readonly apiVersion: string; readonly kind: string; readonly resource: string }[],
): Promise<ObjectGroups> {
  const fetched = (await Promise.all(rules.map((rule) => fetchRule(cluster, rule)))).flat();
  return groupObjects(fetched, kinds);
}

async function fetchRule(cluster: Cluster, rule: RelateRule): Promise<readonly KubeObject[]> {
  const { apiVersion, resource } = rule;
  if ('names' in rule) {
    const base = collectionPath(apiVersion, resource, rule.namespace);
    const found = await Promise.all(rule.names.map((name) => cluster.get(`${base}/${name}`)));
    return found.filter((object) => object !== undefined);
  }
  // A namespace selector only narrows what is read here: sync filters nothing by it, so every object in question is fetched.
  const namespace = 'namespace' in rule ? rule.namespace : undefined;
  const selector = toQuery(rule.labelSelector);
  return await cluster.list(
    `${collectionPath(apiVersion, resource, namespace)}${selector === '' ? '' : `?labelSelector=${encodeURIComponent(selector)}`}`,
  );
}

function toQuery(selector: Extract<RelateRule, { labelSelector: unknown }>['labelSelector']): string {
  const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).flatMap((expression) => requirementText(expression) ?? []);
  return [...labels, ...expressions].join(',');
}
