import { fieldAt } from '../lib/field-path.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { Complaint } from './pod-refusal.ts';

/** What is wrong with the claim templates of a StatefulSet: a claim asks for no storage, two have one name, a volume of the pod has the name of a claim and would never be seen. */
export function claimComplaints(object: KubeObject): readonly Complaint[] {
  const templates = listAt(object, ['spec', 'volumeClaimTemplates']);
  const names = templates.map(nameOf);
  const volumes = new Set(
    listAt(object, ['spec', 'template', 'spec', 'volumes']).map((volume) => fieldAt(volume, ['name'])),
  );
  return templates.flatMap((template, index): readonly Complaint[] => {
    const name = nameOf(template);
    const place = `spec.volumeClaimTemplates[${name}]`;
    return [
      ...(fieldAt(template, ['spec', 'resources', 'requests', 'storage']) === undefined
        ? [{ reason: 'InvalidField', message: `${place} asks for no storage` } as const]
        : []),
      ...(names.indexOf(name) === index
        ? []
        : [{ reason: 'DuplicateKey', message: `${place} is there twice` } as const]),
      ...(volumes.has(name)
        ? [{ reason: 'StorageVolumeConflict', message: `${place} has the name of a volume of the pod` } as const]
        : []),
    ];
  });
}

function nameOf(template: unknown): string {
  return String(fieldAt(template, ['metadata', 'name']));
}

function listAt(object: KubeObject, path: readonly string[]): readonly unknown[] {
  const list: unknown = fieldAt(object, path);
  return Array.isArray(list) ? list : [];
}
