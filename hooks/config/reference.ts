/** One key of a Secret or ConfigMap, as configuration refers to it. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly key: string;
}

/** What is known of a reference: its value, that it does not exist (with the sentence for the user), or nothing yet. */
export type Resolution =
  | { readonly state: 'found'; readonly value: string }
  | { readonly state: 'missing'; readonly message: string }
  | { readonly state: 'pending' };

/** Looks a reference up among what a sync was given; a pure function. */
export type Resolve = (reference: Reference) => Resolution;

/** Identity of a reference, for maps and sorting: `Secret/namespace/name/key`. */
export function referenceId({ kind, namespace, name, key }: Reference): string {
  return `${kind}/${namespace}/${name}/${key}`;
}
