/** Names that the manifests, the CLI and the service must agree on. */
export const installNames = {
  namespace: 'vmop-system',
  /** Secret with key `token`: bearer tokens, one a line; the first is sent by Metacontroller, all are accepted. */
  tokenSecret: 'vmop-hooks-token',
  /** Secret with key `keys`: HMAC keys, one a line; the first signs, all verify. */
  hmacSecret: 'vmop-hmac-keys',
  /** Secret of type kubernetes.io/tls with `ca.crt` besides. */
  admissionTlsSecret: 'vmop-admission-tls',
  admissionService: 'vmop-admission',
  webhookConfiguration: 'vmop-admission',
} as const;
