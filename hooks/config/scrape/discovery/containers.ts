import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import { renderFilters } from './filters.ts';
import { renderKubernetesEntry } from './kubernetes.ts';
import type { DiscoveryTable } from './section.ts';

/** Targets from systems that run containers. Source: reference A9 */
export const containerSections: DiscoveryTable<
  'kubernetesSDConfigs' | 'dockerSDConfigs' | 'dockerSwarmSDConfigs' | 'marathonSDConfigs'
> = {
  kubernetesSDConfigs: renderKubernetesEntry,
  dockerSDConfigs: (entry, path, context) => ({
    ...keepFilled({
      host: entry.host,
      port: entry.port,
      filters: renderFilters(entry.filters),
      host_networking_host: entry.hostNetworkingHost,
      match_first_network: entry.matchFirstNetwork,
    }),
    ...renderHttpClient(entry, path, context),
  }),
  dockerSwarmSDConfigs: (entry, path, context) => ({
    host: entry.host,
    role: entry.role,
    ...keepFilled({ port: entry.port, filters: renderFilters(entry.filters) }),
    ...renderHttpClient(entry, path, context),
  }),
  marathonSDConfigs: (entry, path, context) => ({
    servers: entry.servers,
    ...renderHttpClient(entry, path, context),
  }),
};
