import type { Issue } from '../api/issue.ts';

/** A serviceSpec, as far as it may change the type of a headless Service. */
export interface HeadlessServiceSpec {
  readonly useAsDefault?: boolean | undefined;
  readonly spec?: { readonly type?: string | undefined; readonly clusterIP?: string | undefined } | undefined;
}

/** The main Service of a StatefulSet gives its pods their names, so it must stay without an address. `path` is that of serviceSpec. */
export function keepsServiceHeadless(service: HeadlessServiceSpec | undefined, path: string): Issue | null {
  const type = service?.spec?.type ?? '';
  if (service?.useAsDefault !== true || type === '') return null;
  if (type === 'ClusterIP' && service.spec?.clusterIP === 'None') return null;
  const message =
    `serviceSpec.useAsDefault cannot be combined with an explicit spec.type=${JSON.stringify(type)}: the default service ` +
    'is headless (clusterIP: None) and must stay headless. Remove spec.type, or create a separate service with ' +
    'serviceSpec.useAsDefault=false and a distinct metadata.name';
  return { path: `${path}.spec.type`, reason: 'ServiceMustStayHeadless', message };
}
