import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import { readSecret } from '../client/secret-value.ts';
import { sortedMap } from '../client/sorted-map.ts';
import type { DiscoveryTable } from './section.ts';
import { renderTagSeparator } from './tag-separator.ts';

/** Targets from registries of services and machines. Source: reference A9 */
export const registrySections: DiscoveryTable<
  | 'consulSDConfigs'
  | 'consulAgentSDConfigs'
  | 'nomadSDConfigs'
  | 'eurekaSDConfigs'
  | 'kumaSDConfigs'
  | 'puppetDBSDConfigs'
> = {
  consulSDConfigs: (entry, path, context) => ({
    server: entry.server,
    ...keepFilled({
      // Unlike for the agent, the server's token is a bearer token to vmagent.
      bearer_token: readSecret(entry.tokenRef, `${path}.tokenRef`, context),
      datacenter: entry.datacenter,
      namespace: entry.namespace,
      partition: entry.partition,
      scheme: entry.scheme?.toLowerCase(),
      services: entry.services,
      tags: entry.tags,
    }),
    ...renderTagSeparator(entry.tagSeparator),
    ...keepFilled({ node_meta: sortedMap(entry.nodeMeta), allow_stale: entry.allowStale, filter: entry.filter }),
    ...renderHttpClient(entry, path, context),
  }),
  consulAgentSDConfigs: (entry, path, context) => ({
    ...keepFilled({
      server: entry.server,
      token: readSecret(entry.tokenRef, `${path}.tokenRef`, context),
      datacenter: entry.datacenter,
      namespace: entry.namespace,
      scheme: entry.scheme?.toLowerCase(),
      services: entry.services,
    }),
    ...renderTagSeparator(entry.tagSeparator),
    ...keepFilled({ filter: entry.filter }),
    ...renderHttpClient(entry, path, context),
  }),
  nomadSDConfigs: (entry, path, context) => ({
    server: entry.server,
    ...keepFilled({ namespace: entry.namespace, region: entry.region }),
    ...renderTagSeparator(entry.tagSeparator),
    ...keepFilled({ allow_stale: entry.allowStale }),
    ...renderHttpClient(entry, path, context),
  }),
  eurekaSDConfigs: (entry, path, context) => ({
    ...keepFilled({ server: entry.server }),
    ...renderHttpClient(entry, path, context),
  }),
  kumaSDConfigs: (entry, path, context) => ({
    server: entry.server,
    ...keepFilled({ client_id: entry.clientID }),
    ...renderHttpClient(entry, path, context),
  }),
  puppetDBSDConfigs: (entry, path, context) => ({
    url: entry.url,
    query: entry.query,
    ...(entry.includeParameters === true ? { include_parameters: true } : {}),
    ...keepFilled({ port: entry.port }),
    ...renderHttpClient(entry, path, context),
  }),
};
