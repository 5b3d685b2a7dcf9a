import { fieldAt } from '../lib/field-path.ts';
import type { KubeObject } from '../lib/kube-object.ts';

const allowExpansion = 'operator.victoriametrics.com/pvc-allow-volume-expansion';
const legacyClass = 'volume.beta.kubernetes.io/storage-class';
const defaultClass = 'storageclass.kubernetes.io/is-default-class';

/**
 * Why a claim cannot grow, as a sentence, or null if it can. The annotation `operator.victoriametrics.com/pvc-allow-volume-expansion`
 * on the claim decides; without it the StorageClass must allow expansion: the claim's own, else the cluster's default one.
 */
export function whyClaimCannotExpand(claim: KubeObject, storageClasses: readonly KubeObject[]): string | null {
  const override = claim.metadata.annotations?.[allowExpansion];
  if (override === 'true') return null;
  if (override === 'false') return `its annotation ${allowExpansion} forbids it`;
  if (override !== undefined)
    return `its annotation ${allowExpansion} must be true or false, got ${JSON.stringify(override)}`;
  const named = fieldAt(claim, ['spec', 'storageClassName']) ?? claim.metadata.annotations?.[legacyClass];
  const storageClass =
    typeof named === 'string' && named !== ''
      ? storageClasses.find(({ metadata }) => metadata.name === named)
      : storageClasses.find(({ metadata }) => metadata.annotations?.[defaultClass] === 'true');
  if (storageClass === undefined) {
    return typeof named === 'string' && named !== ''
      ? `its StorageClass ${named} does not exist`
      : 'it has no StorageClass and there is no default one';
  }
  if (fieldAt(storageClass, ['allowVolumeExpansion']) === true) return null;
  return `its StorageClass ${storageClass.metadata.name} does not allow expansion`;
}
