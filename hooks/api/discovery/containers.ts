import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { discoveryAccessFields, discoveryPort } from '../common/discovery-access.ts';
import { flag, text, texts } from '../common/scalars.ts';
import { attachMetadata } from '../common/scrape-params.ts';
import { atomicList, optional, required } from '../field.ts';

const kubernetesRole = z.enum(['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress']);

const kubernetesSD = openObject({
  role: required(kubernetesRole, 'Which objects are discovered.'),
  apiServer: optional(text, 'Address of the API server; that of the own cluster without it.'),
  namespaces: optional(
    openObject({
      names: optional(texts, 'Names of the namespaces.'),
      ownNamespace: optional(flag, 'Also the namespace of the scraping pod.'),
    }),
    'Where objects are discovered; in all namespaces without it.',
  ),
  selectors: optional(
    z.array(
      openObject({
        role: required(kubernetesRole, 'Which objects the selector applies to.'),
        label: optional(text, 'Label selector, such as `app=shop`.'),
        field: optional(text, 'Field selector, such as `status.phase=Running`.'),
      }),
    ),
    'Selectors that the API server applies, one per role.',
    { crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['role'] } },
  ),
  attach_metadata: optional(attachMetadata, 'Metadata of related objects to attach.'),
  ...discoveryAccessFields,
});

const dockerFilters = optional(
  z.array(
    openObject({
      name: required(text, 'Name of the filter, as Docker knows it.'),
      values: required(texts, 'Values of the filter.', atomicList),
    }),
  ),
  'Filters that Docker applies.',
);

const dockerSD = openObject({
  host: optional(text, 'Address of the Docker daemon.'),
  port: discoveryPort,
  filters: dockerFilters,
  hostNetworkingHost: optional(text, 'Host for containers in the network of the host.'),
  matchFirstNetwork: optional(flag, 'Use only the first network of a container with several.'),
  ...discoveryAccessFields,
});

const dockerSwarmSD = openObject({
  host: required(text, 'Address of the Docker daemon.'),
  role: required(z.enum(['services', 'tasks', 'nodes']), 'What is discovered.'),
  port: discoveryPort,
  filters: dockerFilters,
  ...discoveryAccessFields,
});

const marathonSD = openObject({
  servers: required(texts.min(1), 'Addresses of the Marathon servers.', atomicList),
  ...discoveryAccessFields,
});

/** Targets from systems that run containers. */
export const containerDiscoveryFields = {
  kubernetesSDConfigs: optional(z.array(kubernetesSD), 'Targets from objects of a Kubernetes cluster.'),
  dockerSDConfigs: optional(z.array(dockerSD), 'Targets from containers of a Docker daemon.'),
  dockerSwarmSDConfigs: optional(z.array(dockerSwarmSD), 'Targets from a Docker Swarm.'),
  marathonSDConfigs: optional(z.array(marathonSD), 'Targets from applications of Marathon.'),
};
