import { reviewAdmission } from '../admission/review.ts';
import type { Settings } from '../api/settings.ts';
import { apiGroup, type KubeObject, objectKey } from '../lib/kube-object.ts';
import { registry } from '../registry.ts';

/** What admission would say no to, one sentence each: the same verdict as in a cluster, a new object against nothing, an edited one against its old state. */
export function findRefusals(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  settings: Settings,
): readonly string[] {
  const old = new Map(before.map((object) => [objectKey(object), object]));
  return after.flatMap((object) => {
    const kind = registry.find(
      ({ api }) => api.kind === object.kind && `${api.group}/${api.version}` === object.apiVersion,
    );
    if (kind === undefined) return [];
    const oldObject = old.get(objectKey(object));
    const request = {
      uid: 'plan',
      operation: oldObject === undefined ? ('CREATE' as const) : ('UPDATE' as const),
      kind: { group: apiGroup(object.apiVersion), version: kind.api.version, kind: object.kind },
      object,
      ...(oldObject === undefined ? {} : { oldObject }),
    };
    const { allowed, status } = reviewAdmission(request, { registry, settings, plan: () => [] });
    return allowed ? [] : [`${objectKey(object)} would be refused: ${status?.message ?? 'no reason given'}`];
  });
}
