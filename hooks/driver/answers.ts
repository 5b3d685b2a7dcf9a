import { isKubeObject } from '../lib/is-kube-object.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { RelateRule } from '../metacontroller/contract.ts';

/** The rules of a customize answer. Throws where Metacontroller would refuse the answer: a shape or combination that it does not know. */
export function readRelateRules(answer: unknown): readonly RelateRule[] {
  const rules = isJsonObject(answer) ? (answer['relatedResources'] ?? []) : undefined;
  if (!Array.isArray(rules)) throw new Error('customize answered without a list relatedResources');
  return rules.map((rule: unknown) => {
    if (!isRelateRule(rule))
      throw new Error(`customize answered a rule that Metacontroller refuses: ${JSON.stringify(rule)}`);
    return rule;
  });
}

function isRelateRule(rule: unknown): rule is RelateRule {
  if (!isJsonObject(rule) || typeof rule['apiVersion'] !== 'string' || typeof rule['resource'] !== 'string')
    return false;
  const hasNames = Array.isArray(rule['names']) && rule['names'].length > 0;
  const hasSelector = isJsonObject(rule['labelSelector']);
  const hasNamespaceSelector = isJsonObject(rule['namespaceSelector']);
  if (hasNamespaceSelector && rule['namespace'] !== undefined) return false;
  return hasNames ? !hasSelector && !hasNamespaceSelector : hasSelector;
}

/** The objects under a key (`children`, `attachments`) of a sync answer. Throws when one is no Kubernetes object: the API server would refuse it. */
export function readObjects(answer: unknown, key: 'children' | 'attachments'): readonly KubeObject[] {
  const objects = isJsonObject(answer) ? answer[key] : undefined;
  if (!Array.isArray(objects)) throw new Error(`sync answered without a list ${key}`);
  return objects.map((object: unknown) => {
    if (!isKubeObject(object)) throw new Error(`sync answered ${key} with something that is no Kubernetes object`);
    return object;
  });
}

/** The status of a sync answer with observedGeneration, which Metacontroller adds itself. */
export function readStatus(answer: unknown, generation: number | undefined): object {
  const status = isJsonObject(answer) && isJsonObject(answer['status']) ? answer['status'] : {};
  return { ...status, ...(generation === undefined ? {} : { observedGeneration: generation }) };
}
