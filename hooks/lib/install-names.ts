/** Names that the manifests, the CLI and the service must agree on. */
export const installNames = {
  namespace: 'vmop-system',
  /** Secret with key `token`: the bearer token that Metacontroller sends; it sends the whole value of the key. */
  tokenSecret: 'vmop-hooks-token',
  /** Secret with key `keys`: HMAC keys, one a line; the first signs, all verify. */
  hmacSecret: 'vmop-hmac-keys',
  /** Secret of type kubernetes.io/tls with `ca.crt` besides. */
  admissionTlsSecret: 'vmop-admission-tls',
  /** DecoratorController on Namespaces; Metacontroller writes its name on what it attaches. */
  namespaceDecorator: 'vmop-namespace-extras',
  admissionService: 'vmop-admission',
  webhookConfiguration: 'vmop-admission',
} as const;
