import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { keepFilled } from './keep-filled.ts';
import { type ClientContext, readSecret } from './secret-value.ts';

/** User name and password for HTTP. */
export type BasicAuth = NonNullable<VMScrapeConfig['spec']['basicAuth']>;

/** `basic_auth` with the values in plain text, `{}` where nothing is set. `path` is that of the settings. Source: reference A7.7 */
export function renderBasicAuth(auth: BasicAuth | undefined, path: string, context: ClientContext): JsonObject {
  if (auth === undefined) return {};
  return keepFilled({
    username: readSecret(auth.username, `${path}.username`, context),
    password: readSecret(auth.password, `${path}.password`, context),
    password_file: auth.password_file,
  });
}
