import { shortenTexts } from '../../text-list.ts';
import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import { readSecret } from '../client/secret-value.ts';
import { renderTls } from '../client/tls.ts';
import { renderFilters } from './filters.ts';
import type { DiscoveryEntry, DiscoveryTable } from './section.ts';
import { renderTagSeparator } from './tag-separator.ts';

/** Targets from machines of cloud providers that are asked over plain HTTP options. Source: reference A9 */
export const cloudSections: DiscoveryTable<
  | 'azureSDConfigs'
  | 'digitalOceanSDConfigs'
  | 'ec2SDConfigs'
  | 'gceSDConfigs'
  | 'hetznerSDConfigs'
  | 'ovhcloudSDConfigs'
  | 'vultrSDConfigs'
  | 'yandexCloudSDConfigs'
> = {
  ec2SDConfigs: (entry, path, context) =>
    keepFilled({
      region: entry.region,
      access_key: readSecret(entry.accessKey, `${path}.accessKey`, context),
      secret_key: readSecret(entry.secretKey, `${path}.secretKey`, context),
      role_arn: entry.roleARN,
      port: entry.port,
      filters: renderFilters(entry.filters),
    }),
  azureSDConfigs: (entry, path, context) => ({
    ...keepFilled({
      environment: entry.environment,
      authentication_method: entry.authenticationMethod,
      subscription_id: entry.subscriptionID,
      tenant_id: entry.tenantID,
      client_id: entry.clientID,
      client_secret: readSecret(entry.clientSecret, `${path}.clientSecret`, context),
      resource_group: entry.resourceGroup,
      port: entry.port,
    }),
    ...renderHttpClient(entry, path, context),
  }),
  gceSDConfigs: ({ project, zone, filter, port, tagSeparator }) => ({
    project,
    zone: shortenTexts(zone) ?? '',
    ...keepFilled({ filter, port }),
    ...renderTagSeparator(tagSeparator),
  }),
  // The section has no key for the field `server`.
  digitalOceanSDConfigs: (entry, path, context) => ({
    ...keepFilled({ port: entry.port }),
    ...renderHttpClient(entry, path, context),
  }),
  hetznerSDConfigs: (entry, path, context) => ({
    role: entry.role.toLowerCase(),
    ...keepFilled({ port: entry.port }),
    ...renderHttpClient(entry, path, context),
  }),
  vultrSDConfigs: (entry, path, context) => ({
    ...keepFilled({
      label: entry.label,
      main_ip: entry.mainIP,
      region: entry.region,
      firewall_group_id: entry.firewallGroupID,
      hostname: entry.hostname,
      port: entry.port,
    }),
    ...renderHttpClient(entry, path, context),
  }),
  ovhcloudSDConfigs: (entry, path, context) => ({
    application_key: entry.applicationKey,
    service: ovhServices[entry.service],
    application_secret: readSecret(entry.applicationSecret, `${path}.applicationSecret`, context),
    consumer_key: readSecret(entry.consumerKey, `${path}.consumerKey`, context),
    ...keepFilled({ endpoint: entry.endpoint }),
    ...renderHttpClient(entry, path, context),
  }),
  yandexCloudSDConfigs: (entry, path, context) => ({
    service: entry.service,
    ...keepFilled({
      yandex_passport_oauth_token: readSecret(
        entry.yandexPassportOAuthToken,
        `${path}.yandexPassportOAuthToken`,
        context,
      ),
      api_endpoint: entry.apiEndpoint,
      folder_ids: entry.folderIDs,
      tls_config: renderTls(entry.tlsConfig, `${path}.tlsConfig`, context),
    }),
  }),
};

const ovhServices: Readonly<Record<DiscoveryEntry<'ovhcloudSDConfigs'>['service'], string>> = {
  vps: 'vps',
  VPS: 'vps',
  dedicated_server: 'dedicated_server',
  DedicatedServer: 'dedicated_server',
};
