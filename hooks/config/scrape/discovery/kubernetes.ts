import type { JsonObject } from '../../../lib/json.ts';
import { renderMetadata } from '../attach-metadata.ts';
import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import type { DiscoveryEntry, RenderEntry } from './section.ts';

type KubernetesEntry = DiscoveryEntry<'kubernetesSDConfigs'>;

/** Targets from objects of a Kubernetes cluster. Source: reference A9 */
export const renderKubernetesEntry: RenderEntry<'kubernetesSDConfigs'> = (entry, path, context) => ({
  ...keepFilled({ api_server: entry.apiServer }),
  role: entry.role,
  ...renderNamespaces(entry),
  ...renderHttpClient(entry, path, context),
  ...renderMetadata(entry.role, entry.attach_metadata),
  ...keepFilled({
    selectors: (entry.selectors ?? []).map(({ role, label = '', field = '' }) => ({
      role: role.toLowerCase(),
      label,
      field,
    })),
  }),
});

function renderNamespaces({ namespaces }: KubernetesEntry): JsonObject {
  if (namespaces === undefined) return {};
  const { names = [], ownNamespace } = namespaces;
  return { namespaces: { names, ...keepFilled({ own_namespace: ownNamespace }) } };
}
