import type { ChildKind, ObjectGroups } from '../metacontroller/contract.ts';
import type { Faults } from './faults.ts';
import type { Placeholder } from './relate.ts';
import type { KindOfResource } from './resources.ts';
import type { ObjectStore } from './store.ts';

/** One request to a hook: what Metacontroller would POST to `/hooks/<release>/<target>/<hook>`. */
export interface HookCall {
  /** Name in the hook's URL: the parent's kind in lower case, or the name of a decorator. */
  readonly target: string;
  readonly hook: 'customize' | 'sync';
  readonly body: object;
}

/** A procedure that asks hooks on its way: it yields each request and is resumed with the answer, so the caller decides how hooks are reached. */
export type Asking<T> = Generator<HookCall, T, unknown>;

/** What one run of the driver works with. */
export interface Run {
  readonly store: ObjectStore;
  readonly kindOf: KindOfResource;
  readonly now: string;
  readonly faults: Faults;
  readonly fieldManager: string;
  /** Optional APIs which this cluster serves and the controllers declare. */
  readonly optionalApis: ReadonlySet<string>;
  readonly placeholder: Placeholder;
  /** The objects of each parent's last request, by the parent's key: what a stale cache would send again. */
  readonly lastSeen: Map<string, { readonly children: ObjectGroups; readonly related: ObjectGroups }>;
}

/** The decorator on Namespaces which attaches what a CR cannot own (DESIGN 2.10). */
export interface NamespaceDecorator {
  readonly name: string;
  readonly attachmentKinds: readonly ChildKind[];
  readonly relatedKinds: readonly { readonly apiVersion: string; readonly kind: string; readonly resource: string }[];
}
