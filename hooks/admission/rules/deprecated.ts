import type { Issue } from '../../api/issue.ts';

/** Old fields of the config reloader and of scraping, with what to do instead; shared by all kinds that have them. */
export const reloaderSuccessors = {
  configReloaderImageTag: 'use configReloaderImage',
  useVMConfigReloader: 'it has no effect',
} as const;

/** Fields in use that have a successor. `successors` says per field what to do instead; `path` is that of the object around them. */
export function deprecatedFields(
  fields: object,
  successors: Readonly<Record<string, string>>,
  path: string,
): readonly Issue[] {
  return Object.entries(successors).flatMap(([field, remedy]): readonly Issue[] =>
    Reflect.get(fields, field) === undefined
      ? []
      : [{ path: `${path}.${field}`, reason: 'DeprecatedField', message: `${field} is deprecated: ${remedy}` }],
  );
}
