/** spec.license. */
export interface License {
  readonly key?: string | undefined;
  readonly keyRef?: { readonly name?: string | undefined; readonly key: string } | undefined;
  readonly forceOffline?: boolean | undefined;
  readonly reloadInterval?: string | undefined;
}

/** Is there a license at all? It turns default tags into enterprise tags and enables enterprise features. */
export function hasLicense(license: License | undefined): boolean {
  return isSet(license?.key) || license?.keyRef !== undefined;
}

/** License flags of any enterprise program. */
export function licenseArgs(license: License | undefined): readonly string[] {
  if (license === undefined) return [];
  const { key, keyRef, forceOffline, reloadInterval } = license;
  return [
    ...(isSet(key) ? [`-license=${key}`] : []),
    ...(keyRef === undefined ? [] : [`-licenseFile=/etc/vm/secrets/${keyRef.name ?? ''}/${keyRef.key}`]),
    ...(forceOffline === undefined ? [] : [`-license.forceOffline=${forceOffline}`]),
    ...(isSet(reloadInterval) ? [`-licenseFile.reloadInterval=${reloadInterval}`] : []),
  ];
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
