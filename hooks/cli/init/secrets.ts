import { installNames } from '../../lib/install-names.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { KeyPair } from './certificate.ts';

/** A Secret as it is created: values in clear, the server encodes them. */
export interface NewSecret extends KubeObject {
  readonly type: string;
  readonly stringData: Readonly<Record<string, string>>;
}

const labels = { 'app.kubernetes.io/name': 'vmop', 'app.kubernetes.io/managed-by': 'vmop-init' };

/** The Secrets which the manifests refer to. Random texts and the certificate are made by the caller. */
export function initialSecrets(
  namespace: string,
  token: string,
  hmacKey: string,
  certificate: KeyPair,
): readonly NewSecret[] {
  const secret = (name: string, stringData: Readonly<Record<string, string>>, type = 'Opaque'): NewSecret => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels },
    type,
    stringData,
  });
  return [
    secret(installNames.tokenSecret, { token }),
    secret(installNames.hmacSecret, { keys: hmacKey }),
    secret(
      installNames.admissionTlsSecret,
      { 'tls.crt': certificate.cert, 'tls.key': certificate.key, 'ca.crt': certificate.cert },
      'kubernetes.io/tls',
    ),
  ];
}
