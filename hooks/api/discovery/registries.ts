import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { discoveryAccessFields, discoveryPort } from '../common/discovery-access.ts';
import { flag, text, textMap, texts } from '../common/scalars.ts';
import { atomicList, optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';

const datacenter = optional(text, 'Datacenter; that of the server without it.');
const consulNamespace = optional(text, 'Namespace of Consul.');
const services = optional(texts, 'Names of the services; all without it.', atomicList);
const tagSeparator = optional(text, 'Text between the joined tags; a comma without it.');
const filter = optional(text, 'Filter that Consul applies.');

const consulSD = openObject({
  server: required(text.min(1), 'Address of the Consul server.'),
  tokenRef: optional(SecretKeySelector, 'Key of a Secret with the token for Consul.'),
  datacenter,
  namespace: consulNamespace,
  partition: optional(text, 'Admin partition of Consul.'),
  scheme: optional(z.enum(['HTTP', 'HTTPS']), 'Scheme of the server.'),
  services,
  tags: optional(texts, 'Tags that a service must have.', atomicList),
  tagSeparator,
  nodeMeta: optional(textMap, 'Metadata that a node must have.', { crd: { 'x-kubernetes-map-type': 'atomic' } }),
  allowStale: optional(flag, 'Accept answers that may be out of date, which spares the server.'),
  filter,
  ...discoveryAccessFields,
});

const consulAgentSD = openObject({
  server: optional(text, 'Address of the Consul agent.'),
  tokenRef: optional(SecretKeySelector, 'Key of a Secret with the token for Consul.'),
  datacenter,
  namespace: consulNamespace,
  scheme: optional(z.enum(['HTTP', 'HTTPS', 'http', 'https']), 'Scheme of the agent.'),
  services,
  tagSeparator,
  filter,
  ...discoveryAccessFields,
});

const nomadSD = openObject({
  server: required(text.min(1), 'Address of the Nomad server.'),
  namespace: optional(text, 'Namespace of Nomad.'),
  region: optional(text, 'Region of Nomad.'),
  tagSeparator,
  allowStale: optional(flag, 'Accept answers that may be out of date, which spares the server.'),
  ...discoveryAccessFields,
});

const eurekaSD = openObject({ server: optional(text, 'Address of the Eureka server.'), ...discoveryAccessFields });

const kumaSD = openObject({
  server: required(text.min(1), 'Address of the Kuma control plane.'),
  clientID: optional(text, 'Name by which Kuma knows this client.'),
  ...discoveryAccessFields,
});

const puppetDBSD = openObject({
  url: required(text, 'URL of PuppetDB.'),
  query: required(text, 'Query in PQL; only resources are considered.'),
  includeParameters: optional(flag, 'Turn parameters of the resources into labels; they may hold secrets.'),
  port: discoveryPort,
  ...discoveryAccessFields,
});

/** Targets from registries of services and machines. */
export const registryDiscoveryFields = {
  consulSDConfigs: optional(z.array(consulSD), 'Targets from the catalogue of Consul.'),
  consulAgentSDConfigs: optional(z.array(consulAgentSD), 'Targets that one Consul agent knows.'),
  nomadSDConfigs: optional(z.array(nomadSD), 'Targets from services of Nomad.'),
  eurekaSDConfigs: optional(z.array(eurekaSD), 'Targets from a Eureka registry.'),
  kumaSDConfigs: optional(z.array(kumaSD), 'Targets from a Kuma service mesh.'),
  puppetDBSDConfigs: optional(z.array(puppetDBSD), 'Targets from resources in PuppetDB.'),
};
