import type { ServerOptions } from '../api/server-options.ts';
import type { Settings } from '../api/settings.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import type { Reporting } from './run-hook.ts';

/** What every part of the service is started with. */
export interface ServiceContext extends Reporting {
  readonly registry: readonly RegisteredKind[];
  readonly settings: Settings;
  readonly options: ServerOptions;
  /** The present time as hooks see it: RFC 3339 in UTC with whole seconds, so that equal answers stay equal. */
  readonly now: () => string;
}

/** The present time as RFC 3339 in UTC with whole seconds. */
export function presentTime(): string {
  return new Date().toISOString().replace(/\.[0-9]+Z$/, 'Z');
}
