import { keepFilled } from '../client/keep-filled.ts';
import { readSecret } from '../client/secret-value.ts';
import { renderTls } from '../client/tls.ts';
import type { RenderEntry } from './section.ts';

/** Targets from OpenStack. Source: reference A9 */
export const renderOpenstackEntry: RenderEntry<'openstackSDConfigs'> = (entry, path, context) => ({
  role: entry.role.toLowerCase(),
  region: entry.region,
  ...keepFilled({
    identity_endpoint: entry.identityEndpoint,
    username: entry.username,
    userid: entry.userid,
    password: readSecret(entry.password, `${path}.password`, context),
    domain_name: entry.domainName,
    domain_id: entry.domainID,
    project_name: entry.projectName,
    project_id: entry.projectID,
    application_credential_name: entry.applicationCredentialName,
    application_credential_id: entry.applicationCredentialId,
    application_credential_secret: readSecret(
      entry.applicationCredentialSecret,
      `${path}.applicationCredentialSecret`,
      context,
    ),
    all_tenants: entry.allTenants,
    port: entry.port,
    availability: entry.availability,
    tls_config: renderTls(entry.tlsConfig, `${path}.tlsConfig`, context),
  }),
});
