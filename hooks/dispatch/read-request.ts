import type { z } from 'zod';
import type { ApiKind } from '../api/api-kind.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { RelatedKind, RelateRule } from '../metacontroller/contract.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import { HookError } from './hook-error.ts';

/** Checks a request body against its envelope. Throws HookError 400 with the place of the first mismatch. */
export function readRequest<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'body' : issue.path.map(String).join('.');
  throw new HookError(400, 'InvalidRequest', `${place}: ${issue?.message ?? 'no hook request'}`);
}

/** Throws HookError 400 unless the parent is of the kind that the route serves, with a namespace: a controller was pointed at the wrong URL. */
export function requireKind(parent: KubeObject, api: ApiKind): KubeObject {
  const apiVersion = `${api.group}/${api.version}`;
  if (parent.kind === api.kind && parent.apiVersion === apiVersion && parent.metadata.namespace !== undefined)
    return parent;
  throw new HookError(400, 'InvalidRequest', `${objectKey(parent)} is no ${api.kind} of ${apiVersion} in a namespace`);
}

/**
 * Throws HookError 500 unless every group is in the request. Metacontroller sends each declared child kind and each related
 * resource, if only as `{}`; a missing one means an older controller object, and "absent" would be taken for "deleted".
 */
export function requireGroups(
  groups: ObjectGroups,
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): void {
  const missing = kinds
    .map(({ apiVersion, kind }) => groupKey(apiVersion, kind))
    .filter((key) => !Object.hasOwn(groups, key));
  if (missing.length > 0)
    throw new HookError(500, 'GroupMissing', `the request lacks ${[...new Set(missing)].join(', ')}`);
}

/** The kinds that rules select. Throws when a rule selects a resource which the controller does not declare: RBAC would lack it. */
export function kindsOfRules(rules: readonly RelateRule[], declared: readonly RelatedKind[]): readonly RelatedKind[] {
  return rules.map((rule) => {
    const kind = declared.find(
      ({ apiVersion, resource }) => apiVersion === rule.apiVersion && resource === rule.resource,
    );
    if (kind === undefined) throw new Error(`${rule.resource} of ${rule.apiVersion} is related but not declared`);
    return kind;
  });
}
