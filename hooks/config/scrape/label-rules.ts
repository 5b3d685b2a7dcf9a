import type { JsonObject } from '../../lib/json.ts';

/** The part of a meta label that comes from a label's name: all but letters, digits and `_` become `_`. Source: reference A7.4 */
export function sanitizeLabel(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/gu, '_');
}

/** Replacement that is the first group of the regex. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: vmagent fills it in
export const firstGroup = '${1}';

/** Rule that keeps targets whose label matches. A number stays one in the output. */
export function keepWhere(label: string, regex: string | number): JsonObject {
  return { action: 'keep', source_labels: [label], regex };
}

/** Rule that copies a label. */
export function copyLabel(source: string, target: string): JsonObject {
  return { source_labels: [source], target_label: target };
}

/** Rule that copies a Kubernetes label of the discovered object, named by its role, where it has one. */
function copyObjectLabel(role: string, label: string, target: string): JsonObject {
  return {
    source_labels: [`__meta_kubernetes_${role}_label_${sanitizeLabel(label)}`],
    target_label: target,
    regex: '(.+)',
    replacement: firstGroup,
  };
}

/** Rules that copy Kubernetes labels under their own names. */
export function copyObjectLabels(role: string, labels: readonly string[] = []): readonly JsonObject[] {
  return labels.map((label) => copyObjectLabel(role, label, sanitizeLabel(label)));
}

/** Rules that give the job the value of a Kubernetes label; none without a name of that label. */
export function jobFromLabel(role: string, label: string | undefined): readonly JsonObject[] {
  return label ? [copyObjectLabel(role, label, 'job')] : [];
}

/** Rule that sets a label. */
export function setLabel(target: string, value: string): JsonObject {
  return { target_label: target, replacement: value };
}
