import type { Settings } from '../../api/settings.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { type Cluster, ClusterError } from '../cluster.ts';
import type { Estate, Found } from './inventory.ts';
import { objectPath } from './paths.ts';
import { preview } from './preview.ts';
import type { EstatePlan, PlannedStep } from './report.ts';
import { attachStep, childStep, claimStep, finalizerStep, type Managers, type Step } from './steps.ts';

/** Steps in the order in which they must be done: children, claims, cluster-scoped objects, leftovers, and the CR's finalizer last, so that an interrupted run is seen and resumed. */
export async function planEstate(
  cluster: Cluster,
  estate: Estate,
  settings: Settings,
  managers: Managers,
  now: string,
): Promise<EstatePlan> {
  const foreseen = await preview(cluster, estate, settings, now);
  if (foreseen.refusal !== undefined) return { estate, preview: foreseen, steps: [] };
  const { kind, cr, children, claims, clusterObjects, leftovers, namespace } = estate;
  const { uid } = cr.metadata;
  if (uid === undefined) throw new Error(`${objectKey(cr)} has no uid`);
  const steps = [
    ...children.map((found) => planStep(found, (live) => childStep(live, uid, managers))),
    ...claims.map((found) => planStep(found, (live) => claimStep(live, uid, namespace, managers))),
    ...clusterObjects.map((found) => planStep(found, (live) => attachStep(live, cr, namespace, managers))),
    ...leftovers.map((found) => planStep(found, finalizerStep)),
    planStep({ object: cr, resource: kind.api.plural }, finalizerStep),
  ].filter((step) => step !== undefined);
  return { estate, preview: foreseen, steps };
}

function planStep(
  { object, resource }: Found,
  decide: (live: KubeObject) => Step | undefined,
): PlannedStep | undefined {
  const step = decide(object);
  return step === undefined ? undefined : { ...step, path: objectPath(object, resource), decide };
}

/** Carries out the steps one by one; throws at the first refusal, naming the object. What is done stays done: the next run goes on from there. */
export async function applySteps(
  cluster: Cluster,
  plan: EstatePlan,
  fieldManager: string,
  said: (text: string) => void,
): Promise<void> {
  for (const step of plan.steps) {
    try {
      await applyStep(cluster, step, fieldManager);
    } catch (error) {
      throw new Error(`${objectKey(step.object)}: ${error instanceof Error ? error.message : String(error)}`);
    }
    said(`done: ${objectKey(step.object)}`);
  }
}

const tries = 5;

/** Somebody else may write at the same moment, such as a Metacontroller that adopts the child as soon as it is labelled: then the step is decided anew. */
async function applyStep(cluster: Cluster, { path, decide, patch }: PlannedStep, fieldManager: string): Promise<void> {
  let next: Step['patch'] | undefined = patch;
  for (let attempt = 1; next !== undefined; attempt++) {
    try {
      await cluster.patch(`${path}?fieldManager=${fieldManager}`, 'application/merge-patch+json', next);
      return;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      if (error.code === 404) return; // gone meanwhile: nothing to take over
      if (error.code !== 409 || attempt === tries) throw error;
      const live = await cluster.get(path);
      next = live === undefined ? undefined : decide(live)?.patch;
    }
  }
}
