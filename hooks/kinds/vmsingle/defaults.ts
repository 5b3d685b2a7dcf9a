import type { Settings } from '../../api/settings.ts';
import type { VMSingle } from '../../api/vmsingle.ts';
import { hasLicense } from '../../config/args/license.ts';
import { type CompleteApp, completeApp } from '../app-defaults.ts';

/** A VMSingle whose defaults are filled in. */
export type CompleteVMSingle = Omit<VMSingle, 'spec'> & {
  readonly spec: Omit<VMSingle['spec'], keyof CompleteApp | 'storageDataPath'> &
    CompleteApp & { readonly storageDataPath: string };
};

/** Fills in what a VMSingle leaves out. Nothing here is written back to the object. */
export function withDefaults(cr: VMSingle, settings: Settings): CompleteVMSingle {
  const app = completeApp(cr.spec, settings.apps.vmsingle, hasLicense(cr.spec.license), settings);
  const storageDataPath = cr.spec.storageDataPath || '/victoria-metrics-data';
  return { ...cr, spec: { ...cr.spec, ...app, storageDataPath } };
}
