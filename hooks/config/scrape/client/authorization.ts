import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { type ClientContext, isNamed, readSecret } from './secret-value.ts';

/** An Authorization header with a scheme of its own. */
export type Authorization = NonNullable<VMScrapeConfig['spec']['authorization']>;

/**
 * `authorization`, `{}` unless credentials or a file with them are given. The scheme is Bearer where none is named. `path` is that
 * of the settings. Source: reference A7.7
 */
export function renderAuthorization(
  authorization: Authorization | undefined,
  path: string,
  context: ClientContext,
): JsonObject {
  if (authorization === undefined) return {};
  const { credentials, credentialsFile } = authorization;
  const type = authorization.type || 'Bearer';
  if (isNamed(credentials)) return { credentials: readSecret(credentials, `${path}.credentials`, context), type };
  return credentialsFile ? { credentials_file: credentialsFile, type } : {};
}
