import type { CustomResource } from '../api/api-kind.ts';
import { parseObject } from '../api/parse.ts';
import { findUnknownFields } from '../api/unknown-fields.ts';
import type { Controller, RegisteredKind, ValidatedKind } from './kind.ts';

/** Hides a kind's CR type. The casts are safe: whatever reaches validate, relate and sync went through the kind's own parse. */
export function register<CR extends CustomResource>(kind: ValidatedKind<CR>): RegisteredKind {
  const { api, controller } = kind;
  return {
    api: api as unknown as RegisteredKind['api'],
    parse: (object) => parseObject(api, object),
    unknownFields: (object) => findUnknownFields(api, object),
    validate: (cr, settings, old) => kind.validate(cr as CR, settings, old as CR | undefined),
    ...(controller === undefined ? {} : { controller: controller as unknown as Controller<CustomResource> }),
  };
}
