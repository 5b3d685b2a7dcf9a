import type { CustomResource } from '../api/api-kind.ts';
import { internalGroup } from '../api/common/internal-resource.ts';
import type { Kind, RegisteredKind } from './kind.ts';
import { register } from './register.ts';

/** Label of everything that vmop makes for itself and that has no counterpart at the official operator. */
export const internalLabels = { 'vmop.victoriametrics.com/internal': 'true' } as const;

/** Registers a kind whose objects vmop writes for itself: nobody else does, so admission has no rules for it. */
export function registerInternal<CR extends CustomResource>(kind: Kind<CR>): RegisteredKind {
  return register<CR>({ ...kind, validate: () => ({ issues: [], warnings: [] }) });
}

/** True for a kind that is no part of the public API. */
export function isInternal({ api }: Pick<RegisteredKind, 'api'>): boolean {
  return api.group === internalGroup;
}
