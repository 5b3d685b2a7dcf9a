/** TLS settings of a scrape, as far as they can contradict themselves. */
export interface TlsRuleSpec {
  readonly ca?: SecretOrConfigMap | undefined;
  readonly caFile?: string | undefined;
  readonly cert?: SecretOrConfigMap | undefined;
  readonly certFile?: string | undefined;
  readonly keySecret?: object | undefined;
  readonly keyFile?: string | undefined;
}

/** A reference of which one side may be set. */
export interface SecretOrConfigMap {
  readonly secret?: object | undefined;
  readonly configMap?: object | undefined;
}

/** What is wrong with TLS settings, or null. Every part comes from a file or from a reference, never from both. Source: reference D2 */
export function whyTlsWrong(tls: TlsRuleSpec | undefined): string | null {
  if (tls === undefined) return null;
  const { ca, caFile, cert, certFile, keySecret, keyFile } = tls;
  if (isSet(ca) && caFile) return 'tls config can not both specify CAFile and CA';
  if (isSet(cert) && certFile) return 'tls config can not both specify CertFile and Cert';
  if (keySecret !== undefined && keyFile) return 'tls config can not both specify KeyFile and KeySecret';
  return hasBoth(ca) || hasBoth(cert) ? 'SecretOrConfigMap can not specify both Secret and ConfigMap' : null;
}

/** Does a reference name a Secret and a ConfigMap at once? */
export function hasBoth(reference: SecretOrConfigMap | undefined): boolean {
  return reference?.secret !== undefined && reference.configMap !== undefined;
}

function isSet(reference: SecretOrConfigMap | undefined): boolean {
  return reference?.secret !== undefined || reference?.configMap !== undefined;
}
