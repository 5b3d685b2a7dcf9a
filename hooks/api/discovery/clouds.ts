import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { discoveryAccessFields, discoveryPort, discoveryTls } from '../common/discovery-access.ts';
import { textOrTexts } from '../common/relabel-config.ts';
import { flag, text, texts } from '../common/scalars.ts';
import { atomicList, opaqueValue, optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';

const secret = (what: string) => optional(SecretKeySelector, `Key of a Secret with ${what}.`);
const requiredSecret = (what: string) => required(SecretKeySelector, `Key of a Secret with ${what}.`);

const ec2SD = openObject({
  region: optional(text, 'Region of AWS; that of the instance without it.'),
  accessKey: secret('the access key'),
  secretKey: secret('the secret key'),
  roleARN: optional(text, 'Role to assume.'),
  port: discoveryPort,
  filters: optional(
    z.array(
      openObject({
        name: required(text, 'Name of the filter, as EC2 knows it.'),
        values: required(texts, 'Values of the filter.'),
      }),
    ),
    'Filters that EC2 applies.',
  ),
});

const azureSD = openObject({
  subscriptionID: required(text.min(1), 'Id of the subscription.'),
  environment: optional(text, 'Cloud of Azure; AzurePublicCloud without it.'),
  authenticationMethod: optional(z.enum(['OAuth', 'ManagedIdentity']), 'How to log in; OAuth without it.'),
  tenantID: optional(text, 'Id of the tenant, for OAuth.'),
  clientID: optional(text, 'Id of the client, for OAuth.'),
  clientSecret: secret('the secret of the client, for OAuth'),
  resourceGroup: optional(text, 'Name of the resource group; all without it.'),
  port: discoveryPort,
  ...discoveryAccessFields,
});

const gceSD = openObject({
  project: required(text.min(1), 'Name of the project.'),
  zone: required(textOrTexts, 'Zone, or a list of zones.', { crdInstead: opaqueValue }),
  filter: optional(text, 'Filter that GCE applies.'),
  port: discoveryPort,
  tagSeparator: optional(text, 'Text between the joined tags; a comma without it.'),
});

const openstackSD = openObject({
  role: required(z.enum(['Instance', 'instance', 'Hypervisor', 'hypervisor']), 'What is discovered.'),
  region: required(text.min(1), 'Region of OpenStack.'),
  identityEndpoint: optional(text, 'URL of the identity service.'),
  username: optional(text, 'Name of the user.'),
  userid: optional(text, 'Id of the user.'),
  password: secret('the password'),
  domainName: optional(text, 'Name of the domain of the user.'),
  domainID: optional(text, 'Id of the domain of the user.'),
  projectName: optional(text, 'Name of the project.'),
  projectID: optional(text, 'Id of the project.'),
  applicationCredentialName: optional(text, 'Name of the application credential.'),
  applicationCredentialId: optional(text, 'Id of the application credential.'),
  applicationCredentialSecret: secret('the application credential'),
  allTenants: optional(flag, 'List the instances of all projects, which needs the rights of an administrator.'),
  availability: optional(
    z.enum(['Public', 'public', 'Admin', 'admin', 'Internal', 'internal']),
    'Which of the endpoints of OpenStack is used.',
  ),
  port: discoveryPort,
  ...discoveryTls,
});

const digitalOceanSD = openObject({
  server: optional(text, 'Accepted and without effect, as in the official operator.'),
  port: discoveryPort,
  ...discoveryAccessFields,
});

const hetznerSD = openObject({
  role: required(z.enum(['robot', 'Robot', 'hcloud', 'Cloud']), 'What is discovered.'),
  port: discoveryPort,
  ...discoveryAccessFields,
});

const vultrSD = openObject({
  label: optional(text, 'Label that an instance must have.'),
  mainIP: optional(text, 'Main address that an instance must have.'),
  region: optional(text, 'Region that an instance must be in.'),
  firewallGroupID: optional(text, 'Firewall group that an instance must be in.'),
  hostname: optional(text, 'Host name that an instance must have.'),
  port: discoveryPort,
  ...discoveryAccessFields,
});

const ovhcloudSD = openObject({
  service: required(z.enum(['vps', 'VPS', 'dedicated_server', 'DedicatedServer']), 'What is discovered.'),
  applicationKey: required(text.min(1), 'Key of the application.'),
  applicationSecret: requiredSecret('the secret of the application'),
  consumerKey: requiredSecret('the consumer key'),
  endpoint: optional(text, 'Endpoint of the API; ovh-eu without it.'),
  ...discoveryAccessFields,
});

const yandexCloudSD = openObject({
  service: required(z.enum(['compute', 'ydb']), 'What is discovered.'),
  yandexPassportOAuthToken: secret('the OAuth token of a Yandex account'),
  apiEndpoint: optional(text, 'Address of the API.'),
  folderIDs: optional(texts, 'Ids of the folders; all without it.', atomicList),
  ...discoveryTls,
});

/** Targets from machines of cloud providers. */
export const cloudDiscoveryFields = {
  ec2SDConfigs: optional(z.array(ec2SD), 'Targets from instances of AWS EC2.'),
  azureSDConfigs: optional(z.array(azureSD), 'Targets from virtual machines of Azure.'),
  gceSDConfigs: optional(z.array(gceSD), 'Targets from instances of Google Compute Engine.'),
  openstackSDConfigs: optional(z.array(openstackSD), 'Targets from OpenStack.'),
  digitalOceanSDConfigs: optional(z.array(digitalOceanSD), 'Targets from droplets of DigitalOcean.'),
  hetznerSDConfigs: optional(z.array(hetznerSD), 'Targets from servers of Hetzner.'),
  vultrSDConfigs: optional(z.array(vultrSD), 'Targets from instances of Vultr.'),
  ovhcloudSDConfigs: optional(z.array(ovhcloudSD), 'Targets from servers of OVHcloud.'),
  yandexCloudSDConfigs: optional(z.array(yandexCloudSD), 'Targets from Yandex Cloud.'),
};
