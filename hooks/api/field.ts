import type { z } from 'zod';

/** A node of a structural schema, as a CustomResourceDefinition holds it. Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema */
export interface CrdSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly default?: string | number | boolean;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, CrdSchema>>;
  readonly additionalProperties?: CrdSchema;
  readonly items?: CrdSchema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: readonly { readonly rule: string; readonly message: string }[];
}

/** What a field's schema says beyond its type. */
export interface FieldMeta {
  /** One sentence for the user: `kubectl explain` and docs/api. */
  readonly description?: string;
  /** Keys added to the field's node in the CRD. */
  readonly crd?: CrdSchema;
  /** Stands in the CRD in place of the node that the schema would give. */
  readonly crdInstead?: CrdSchema;
  /** The CRD does not require the field although the schema does: parse fills it. */
  readonly crdOptional?: true;
  /** Inside this field the CRD spells out the objects that `crdInstead` shortens elsewhere. */
  readonly crdSpellOut?: true;
  /** The type of the value once it is merged over another one: where the CRD spells the value out, it spells out this. */
  readonly merged?: z.core.$ZodType;
  /** The CRD leaves the field out: the object around it keeps what it does not list. */
  readonly crdOmit?: true;
  /** Name of the embedded Kubernetes type, such as `Container`: the API page links instead of repeating it. */
  readonly kubernetesType?: string;
}

// Beside the schemas, not in them: a lookup by identity costs nothing at load time, and zod stays unaware of CRDs.
const metaBySchema = new WeakMap<z.core.$ZodType, FieldMeta>();

/** Says more about a schema, in place; what was said before stays unless it is overwritten. */
export function withMeta<T extends z.core.$ZodType>(schema: T, meta: FieldMeta): T {
  metaBySchema.set(schema, { ...metaBySchema.get(schema), ...meta });
  return schema;
}

/** What was said about exactly this schema; a wrapper such as `exactOptional` has its own. */
export function metaOf(schema: z.core.$ZodType): FieldMeta {
  return metaBySchema.get(schema) ?? {};
}

/** CRD node for a subtree which the API server stores as it is: its structure is checked by admission and by the hooks. */
export const opaqueObject: CrdSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** CRD node for a value of any type. */
export const opaqueValue: CrdSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/** A list that is replaced as a whole when several writers apply it. */
export const atomicList: FieldMeta = { crd: { 'x-kubernetes-list-type': 'atomic' } };

/** A field that may be left out. `description` is one sentence for the user; `meta` tunes the CRD. */
export function optional<T extends z.ZodType>(
  schema: T,
  description: string,
  meta: FieldMeta = {},
): z.ZodExactOptional<T> {
  return withMeta(schema.exactOptional(), { ...meta, description });
}

/** A field that must be there. A copy carries the description, so that one schema may serve several fields. */
export function required<T extends z.ZodType>(schema: T, description: string, meta: FieldMeta = {}): T {
  return withMeta(schema.clone(), { ...metaOf(schema), ...meta, description });
}
