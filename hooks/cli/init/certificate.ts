import type { KubeObject } from '../../lib/kube-object.ts';

/** PEM texts of a certificate and its private key. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

const years = 10;

/**
 * A self-signed server certificate for a Service, valid ten years, P-256; it is its own CA, so the API server trusts it by caBundle.
 * Rotate it by deleting the Secret and running `vmop init` again, or use cert-manager.
 */
export async function selfSigned(service: string, namespace: string, now: Date): Promise<KeyPair> {
  const { generate } = await import('selfsigned');
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  const names = [`${service}.${namespace}.svc`, `${service}.${namespace}.svc.cluster.local`, `${service}.${namespace}`];
  const pems = await generate([{ name: 'commonName', value: `${service}.${namespace}.svc` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: now,
    notAfterDate: end,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  return { cert: pems.cert, key: pems.private };
}

/** Certificate authority in a TLS Secret, base64 as caBundle wants it; undefined when the Secret holds none. */
export function caBundleOf(
  secret: KubeObject & { readonly data?: Readonly<Record<string, string>> },
): string | undefined {
  return secret.data?.['ca.crt'] ?? secret.data?.['tls.crt'];
}
