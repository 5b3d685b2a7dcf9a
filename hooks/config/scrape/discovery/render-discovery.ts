import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { cloudSections } from './clouds.ts';
import { containerSections } from './containers.ts';
import { listSections } from './lists.ts';
import { renderOpenstackEntry } from './openstack.ts';
import { registrySections } from './registries.ts';
import type { DiscoveryField, DiscoverySpec, DiscoveryTable } from './section.ts';

const renderers: DiscoveryTable<DiscoveryField> = {
  ...listSections,
  ...containerSections,
  ...registrySections,
  ...cloudSections,
  openstackSDConfigs: renderOpenstackEntry,
};

/** Fields of a VMScrapeConfig and their keys in a job, in the order of the output. */
const sections: readonly (readonly [DiscoveryField, string])[] = [
  ['staticConfigs', 'static_configs'],
  ['fileSDConfigs', 'file_sd_configs'],
  ['httpSDConfigs', 'http_sd_configs'],
  ['kubernetesSDConfigs', 'kubernetes_sd_configs'],
  ['consulSDConfigs', 'consul_sd_configs'],
  ['dnsSDConfigs', 'dns_sd_configs'],
  ['ec2SDConfigs', 'ec2_sd_configs'],
  ['azureSDConfigs', 'azure_sd_configs'],
  ['gceSDConfigs', 'gce_sd_configs'],
  ['openstackSDConfigs', 'openstack_sd_configs'],
  ['digitalOceanSDConfigs', 'digitalocean_sd_configs'],
  ['hetznerSDConfigs', 'hetzner_sd_configs'],
  ['eurekaSDConfigs', 'eureka_sd_configs'],
  ['puppetDBSDConfigs', 'puppetdb_sd_configs'],
  // vmagent's documentation and the official operator say `vultr_sd_configs`, but vmagent reads this and refuses a file with the other.
  ['vultrSDConfigs', 'vultr_configs'],
  ['kumaSDConfigs', 'kuma_sd_configs'],
  ['ovhcloudSDConfigs', 'ovhcloud_sd_configs'],
  ['nomadSDConfigs', 'nomad_sd_configs'],
  ['consulAgentSDConfigs', 'consulagent_sd_configs'],
  ['dockerSDConfigs', 'docker_sd_configs'],
  ['dockerSwarmSDConfigs', 'dockerswarm_sd_configs'],
  ['marathonSDConfigs', 'marathon_sd_configs'],
  ['yandexCloudSDConfigs', 'yandexcloud_sd_configs'],
];

/** The discovery sections of a VMScrapeConfig's job, to be spread into it. Source: reference A9 */
export function renderDiscovery(spec: DiscoverySpec, context: JobContext): JsonObject {
  return Object.fromEntries(
    sections.flatMap(([field, key]) => {
      const entries = renderSection(field, spec, context);
      return entries.length === 0 ? [] : [[key, entries]];
    }),
  );
}

function renderSection<Field extends DiscoveryField>(
  field: Field,
  spec: DiscoverySpec,
  context: JobContext,
): readonly JsonObject[] {
  const render = renderers[field];
  return (spec[field] ?? []).map((entry, index) => render(entry, `spec.${field}[${index}]`, context));
}
