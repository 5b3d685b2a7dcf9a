import { writeFile } from 'node:fs/promises';

/** What a client needs to reach the control plane as one user. */
export interface Access {
  /** `https://127.0.0.1:<port>` */
  readonly server: string;
  readonly token: string;
  /** PEM text of the authority that signed the server's certificate. */
  readonly ca: string;
}

/** Writes a kubeconfig with one context for `access`, readable for this user only. JSON is valid YAML. */
export async function writeKubeconfig(path: string, access: Access): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'vmop',
    clusters: [
      {
        name: 'vmop',
        cluster: { server: access.server, 'certificate-authority-data': Buffer.from(access.ca).toString('base64') },
      },
    ],
    users: [{ name: 'vmop', user: { token: access.token } }],
    contexts: [{ name: 'vmop', context: { cluster: 'vmop', user: 'vmop' } }],
  };
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
