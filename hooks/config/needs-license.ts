import type { Issue } from '../api/issue.ts';
import { hasLicense, type License } from './args/license.ts';

/** A feature of the enterprise version needs a license that does not contradict itself. `path` is the feature's field, `missing` what to say without a license. The official operator looks at a license only here. */
export function licenses(license: License | undefined, path: string, missing: string): Issue | null {
  if (license === undefined || !hasLicense(license)) return { path, reason: 'LicenseMissing', message: missing };
  if (license.key && license.keyRef !== undefined) {
    return { path: 'spec.license', reason: 'LicenseInvalid', message: 'only one of key or keyRef can be specified' };
  }
  if (!license.reloadInterval || license.keyRef !== undefined) return null;
  return {
    path: 'spec.license.reloadInterval',
    reason: 'LicenseInvalid',
    message: 'reloadInterval can be specified only with keyRef',
  };
}

/** What to say of a backup without a license. */
export const backupNeedsLicense =
  'it is required to provide license key. See [here](https://docs.victoriametrics.com/victoriametrics/enterprise/)';
