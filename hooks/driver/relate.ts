import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';
import { matchesSelector } from '../lib/label-selector.ts';
import { groupKey, type ObjectGroups, type RelateRule } from '../metacontroller/contract.ts';
import type { KindOfResource } from './resources.ts';
import type { ObjectStore } from './store.ts';

/** Gives an object in place of one that a rule names and the store lacks; undefined: it stays missing. */
export type Placeholder = (ref: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}) => KubeObject | undefined;

/**
 * The related objects of a customize answer, grouped as a v2 hook gets them: each group that a rule asks for is there, if only empty.
 * Source: determineSelectionType and GetRelatedObjects in https://github.com/metacontroller/metacontroller/blob/master/pkg/controller/common/customize/manager.go
 */
export function resolveRelated(
  rules: readonly RelateRule[],
  store: ObjectStore,
  kindOf: KindOfResource,
  placeholder: Placeholder = () => undefined,
): ObjectGroups {
  const groups: Record<string, Record<string, KubeObject>> = {};
  for (const rule of rules) {
    const kind = kindOf(rule.apiVersion, rule.resource);
    const key = groupKey(rule.apiVersion, kind);
    const group = groups[key] ?? {};
    groups[key] = group;
    for (const object of [...matchRule(rule, kind, store), ...missingOf(rule, kind, store, placeholder)])
      group[qualifiedName(object.metadata)] = object;
  }
  return groups;
}

function matchRule(rule: RelateRule, kind: string, store: ObjectStore): readonly KubeObject[] {
  const objects = store.list(rule.apiVersion, kind);
  if ('names' in rule) {
    // Without a namespace Metacontroller matches the name alone, in every namespace.
    return objects.filter(
      ({ metadata }) =>
        rule.names.includes(metadata.name) && (rule.namespace === undefined || metadata.namespace === rule.namespace),
    );
  }
  const labelled = objects.filter(({ metadata }) => matchesSelector(rule.labelSelector, metadata.labels));
  if ('namespaceSelector' in rule) {
    const selected = new Set(
      store
        .list('v1', 'Namespace')
        .filter(({ metadata }) => matchesSelector(rule.namespaceSelector, metadata.labels))
        .map(({ metadata }) => metadata.name),
    );
    return labelled.filter(({ metadata }) => metadata.namespace !== undefined && selected.has(metadata.namespace));
  }
  const { namespace } = rule;
  return namespace === undefined
    ? labelled
    : labelled.filter(({ metadata }) => metadata.namespace === undefined || metadata.namespace === namespace);
}

function missingOf(
  rule: RelateRule,
  kind: string,
  store: ObjectStore,
  placeholder: Placeholder,
): readonly KubeObject[] {
  if (!('names' in rule)) return [];
  return rule.names.flatMap((name) => {
    const ref = {
      apiVersion: rule.apiVersion,
      kind,
      metadata: { name, ...(rule.namespace === undefined ? {} : { namespace: rule.namespace }) },
    };
    const stand = store.get(ref) === undefined ? placeholder(ref) : undefined;
    return stand === undefined ? [] : [stand];
  });
}
