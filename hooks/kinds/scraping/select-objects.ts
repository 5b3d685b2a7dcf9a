import type { Issue } from '../../api/issue.ts';
import { type ScrapeKind, scrapeKinds } from '../../config/scrape/scraper.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { type ScrapeSelectionSpec, scrapeSelection } from '../../select/scrape-selection.ts';
import { reachOf } from '../../select/selection.ts';
import { sortObjects } from '../../select/sort-objects.ts';
import { whyNotSelected } from '../../select/why-not-selected.ts';
import { scrapeApis } from './scrape-apis.ts';

/** A scrape object that a workload selects. */
export interface SelectedObject {
  readonly kind: ScrapeKind;
  readonly object: KubeObject;
}

/** What a workload selects among related objects. */
export interface ObjectSelection {
  /** In the order of their jobs: by kind, then by the bytes of `namespace/name`. */
  readonly objects: readonly SelectedObject[];
  /** Names of the namespaces whose labels were known, with these labels. */
  readonly namespaces: ReadonlyMap<string, StringMap>;
  /** A selector that cannot be read: nothing may change then, or all jobs of a kind would go. Source: reference A2 */
  readonly issues: readonly Issue[];
}

const namespaceGroup = groupKey('v1', 'Namespace');

/** Selects the scrape objects of a VMAgent or VMSingle in `namespace`. Throws when the request lacks a group that its selectors read. */
export function selectObjects(related: ObjectGroups, spec: ScrapeSelectionSpec, namespace: string): ObjectSelection {
  const namespaces = new Map(
    Object.values(related[namespaceGroup] ?? {}).map(({ metadata }) => [metadata.name, metadata.labels ?? {}]),
  );
  const selections = scrapeKinds.map((kind) => ({ kind, selection: scrapeSelection(spec, kind, namespace) }));
  const objects = selections.flatMap(({ kind, selection }) => {
    const reach = reachOf(selection);
    if (reach === 'nowhere') return [];
    if (reach === 'matching') groupOf(related, namespaceGroup);
    const { group, version } = scrapeApis[kind];
    const candidates = Object.values(groupOf(related, groupKey(`${group}/${version}`, kind)));
    const selected = candidates.filter(
      (object) => whyNotSelected(selection, object, namespaces.get(object.metadata.namespace ?? '')) === null,
    );
    return sortObjects(selected).map((object) => ({ kind, object }));
  });
  const issues = selections.flatMap(({ selection }): readonly Issue[] => {
    const { barred } = selection;
    return barred?.reason === 'InvalidLabelSelector'
      ? [{ path: 'spec', reason: barred.reason, message: barred.sentence }]
      : [];
  });
  return { objects, namespaces, issues };
}
