import type { Issue } from '../../api/issue.ts';

/** Old fields of the config reloader, with what to do instead. */
export const reloaderSuccessors = {
  configReloaderImageTag: 'use configReloaderImage',
  useVMConfigReloader: 'it has no effect',
} as const;

/** Old fields of kinds that scrape. */
export const scrapingSuccessors = { ...reloaderSuccessors, vmAgentExternalLabelName: 'use externalLabelName' } as const;

/** Old fields of backups. */
export const backupSuccessors = { acceptEULA: 'use spec.license.key or spec.license.keyRef' } as const;

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
