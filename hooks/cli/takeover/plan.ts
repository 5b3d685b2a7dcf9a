import type { Settings } from '../../api/settings.ts';
import { objectKey } from '../../lib/kube-object.ts';
import type { Cluster } from '../cluster.ts';
import { ClusterError } from '../cluster.ts';
import type { Estate } from './inventory.ts';
import { objectPath } from './paths.ts';
import { preview } from './preview.ts';
import type { EstatePlan } from './report.ts';
import { childStep, claimStep, finalizerStep, type Managers, type Step } from './steps.ts';

/** Steps in the order in which they must be done: children, claims, leftovers, and the CR's finalizer last, so that an interrupted run is seen and resumed. */
export async function planEstate(
  cluster: Cluster,
  estate: Estate,
  settings: Settings,
  managers: Managers,
  now: string,
): Promise<EstatePlan> {
  const foreseen = await preview(cluster, estate, settings, now);
  if (foreseen.refusal !== undefined) return { estate, preview: foreseen, steps: [] };
  const { uid } = estate.cr.metadata;
  if (uid === undefined) throw new Error(`${objectKey(estate.cr)} has no uid`);
  const steps = [
    ...estate.children.map(({ object }) => childStep(object, uid, managers)),
    ...estate.claims.map(({ object }) => claimStep(object, uid, estate.namespace, managers)),
    ...estate.leftovers.map(({ object }) => finalizerStep(object)),
    finalizerStep(estate.cr),
  ].filter((step) => step !== undefined);
  return { estate, preview: foreseen, steps };
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
      await cluster.patch(
        `${pathOf(step, plan.estate)}?fieldManager=${fieldManager}`,
        'application/merge-patch+json',
        step.patch,
      );
    } catch (error) {
      if (error instanceof ClusterError && error.code === 404) continue; // gone meanwhile: nothing to take over
      throw new Error(`${objectKey(step.object)}: ${error instanceof Error ? error.message : String(error)}`);
    }
    said(`done: ${objectKey(step.object)}`);
  }
}

function pathOf(step: Step, { kind, cr, children, claims, leftovers }: Estate): string {
  if (step.object === cr) return objectPath(cr, kind.api.plural);
  const found = [...children, ...claims, ...leftovers].find(({ object }) => object === step.object);
  if (found === undefined) throw new Error(`${objectKey(step.object)} is not in the inventory`);
  return objectPath(step.object, found.resource);
}
