import type { Settings } from '../api/settings.ts';
import type { ObjectMeta, StringMap } from '../lib/kube-object.ts';

/** Labels and annotations which a user adds to objects. */
export interface ExtraMetadata {
  readonly name?: string | undefined;
  readonly labels?: StringMap | undefined;
  readonly annotations?: StringMap | undefined;
}

/** What names and labels all children of one component: a single-object kind has one, a cluster one per part. */
export interface Identity {
  /** Value of `app.kubernetes.io/name`: `vmsingle`, `vmselect`. */
  readonly app: string;
  /** Name of the CR. */
  readonly instance: string;
  /** Name of the children, already prefixed or in legacy form. */
  readonly name: string;
  readonly namespace: string;
  /** Value of `app.kubernetes.io/part-of`, which cluster parts carry outside their selectors. */
  readonly partOf?: string;
  /** spec.managedMetadata. */
  readonly managed?: ExtraMetadata | undefined;
}

/** What makes an Identity of a single-object kind. */
interface IdentitySource {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly useLegacyNaming?: boolean | undefined;
    readonly managedMetadata?: ExtraMetadata | undefined;
  };
}

/** Identity of a kind with one component: children are called `<app>-<name>`, or like the CR with spec.useLegacyNaming. */
export function singleIdentity(app: string, cr: IdentitySource): Identity {
  const { name, namespace } = cr.metadata;
  return {
    app,
    instance: name,
    name: cr.spec.useLegacyNaming === true ? name : `${app}-${name}`,
    namespace,
    managed: cr.spec.managedMetadata,
  };
}

/** Labels that select the pods of a component. They never change: selectors are immutable. */
export function selectorLabels({ app, instance }: Identity): StringMap {
  return {
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/component': 'monitoring',
    'managed-by': 'vm-operator',
  };
}

/** Labels of every child: what the user manages, under the selector's labels, which always win. */
export function childLabels(identity: Identity): StringMap {
  const partOf = identity.partOf === undefined ? {} : { 'app.kubernetes.io/part-of': identity.partOf };
  return { ...identity.managed?.labels, ...partOf, ...selectorLabels(identity) };
}

/** metadata of a child. A name, labels or annotations given here replace the derived ones as a whole. */
export function childMetadata(identity: Identity, own: ExtraMetadata = {}): ObjectMeta {
  return {
    name: own.name ?? identity.name,
    namespace: identity.namespace,
    ...mapField('labels', own.labels ?? childLabels(identity)),
    ...mapField('annotations', own.annotations ?? identity.managed?.annotations),
  };
}

/** metadata of a pod template: the user's podMetadata under the selector's labels. managedMetadata never reaches pods. */
export function podMetadata(identity: Identity, user: ExtraMetadata | undefined, settings: Settings): PodMeta {
  return withCommonMetadata(
    {
      ...mapField('labels', { ...user?.labels, ...selectorLabels(identity) }),
      ...mapField('annotations', user?.annotations),
    },
    settings,
  );
}

/** Labels and annotations of a pod template; it has no name of its own. */
export type PodMeta = Pick<ObjectMeta, 'labels' | 'annotations'>;

/** Adds VM_COMMON_LABELS and VM_COMMON_ANNOTATIONS under what is already there. Only some kinds carry them: workloads, pod templates, Services, Secrets, claims, Ingresses, HTTPRoutes. */
export function withCommonMetadata<M extends PodMeta>(metadata: M, settings: Settings): M {
  return {
    ...metadata,
    ...mapField('labels', { ...settings.commonLabels, ...metadata.labels }),
    ...mapField('annotations', { ...settings.commonAnnotations, ...metadata.annotations }),
  };
}

/** An empty map is left out: an applied empty map would be owned, and so would delete nothing but show up in every comparison. */
function mapField(key: 'labels' | 'annotations', map: StringMap | undefined): PodMeta {
  return map === undefined || Object.keys(map).length === 0 ? {} : { [key]: map };
}
