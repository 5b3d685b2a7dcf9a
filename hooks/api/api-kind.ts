import type { z } from 'zod';
import type { KubeObject, ObjectMeta } from '../lib/kube-object.ts';

/** What every custom resource of ours has once it is parsed. */
export interface CustomResource extends KubeObject {
  readonly metadata: ObjectMeta & { readonly namespace: string };
  readonly spec: object;
  readonly status?: object;
}

/** A column of `kubectl get`. Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#additional-printer-columns */
export interface PrintColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date' | 'boolean';
  readonly jsonPath: string;
  readonly description?: string;
  readonly format?: string;
  readonly priority?: number;
}

/** Everything about a kind that its users see: names, scope, schema, columns. The CRD and the API page are generated from it. */
export interface ApiKind<CR extends CustomResource = CustomResource> {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly listKind: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly scope: 'Namespaced';
  readonly scale?: {
    readonly specReplicasPath: string;
    readonly statusReplicasPath: string;
    readonly labelSelectorPath?: string;
  };
  readonly printColumns: readonly PrintColumn[];
  /** One sentence for `kubectl explain KIND`. */
  readonly description: string;
  /** Schema of the whole object, structure only: apiVersion, kind, metadata, spec, status. */
  readonly schema: z.ZodType<CR>;
}
