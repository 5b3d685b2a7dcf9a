import type { JsonObject } from '../../../lib/json.ts';
import { renderMetadata } from '../attach-metadata.ts';
import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import type { DiscoveryEntry, RenderEntry } from './section.ts';

type KubernetesEntry = DiscoveryEntry<'kubernetesSDConfigs'>;

/** Targets from objects of a Kubernetes cluster, without the credentials for the proxy. Source: reference A9 */
export const renderKubernetesEntry: RenderEntry<'kubernetesSDConfigs'> = (entry, path, context) => ({
  ...keepFilled({ api_server: entry.apiServer }),
  role: entry.role,
  ...renderNamespaces(entry),
  ...renderHttpClient(withoutProxyAuth(entry), path, context),
  ...renderMetadata(entry.role, entry.attach_metadata),
  ...keepFilled({
    selectors: (entry.selectors ?? []).map(({ role, label = '', field = '' }) => ({
      role: role.toLowerCase(),
      label,
      field,
    })),
  }),
});

// Of all kinds of discovery this is the only one for which vmagent knows no credentials of a proxy: a single such key, as the
// official operator writes it, makes it refuse the whole file.
function withoutProxyAuth({ proxy_client_config: _unread, ...entry }: KubernetesEntry): KubernetesEntry {
  return entry;
}

function renderNamespaces({ namespaces }: KubernetesEntry): JsonObject {
  if (namespaces === undefined) return {};
  const { names = [], ownNamespace } = namespaces;
  return { namespaces: { names, ...keepFilled({ own_namespace: ownNamespace }) } };
}
