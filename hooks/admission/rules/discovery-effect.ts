import type { Issue } from '../../api/issue.ts';
import type { VMScrapeConfig } from '../../api/vmscrapeconfig.ts';

type Spec = VMScrapeConfig['spec'];

/** Settings of discovery that the API accepts although vmagent knows no such field or value. Warnings: the official operator accepts them. */
export function effectWarnings(spec: Spec): readonly Issue[] {
  return [
    ...each(spec.kubernetesSDConfigs, 'kubernetesSDConfigs', ({ proxy_client_config: proxy }) =>
      proxy === undefined
        ? null
        : ['proxy_client_config', 'vmagent cannot authenticate at a proxy on the way to the API server of Kubernetes'],
    ),
    ...each(spec.digitalOceanSDConfigs, 'digitalOceanSDConfigs', ({ server }) =>
      server ? ['server', 'the address of the API of DigitalOcean cannot be changed'] : null,
    ),
    ...each(spec.hetznerSDConfigs, 'hetznerSDConfigs', ({ role }) =>
      role === 'Cloud' ? ['role', 'vmagent does not know the role cloud; write hcloud'] : null,
    ),
    ...each(spec.openstackSDConfigs, 'openstackSDConfigs', ({ availability = '' }) =>
      availability === availability.toLowerCase()
        ? null
        : ['availability', `vmagent finds no endpoint that is ${availability}; write ${availability.toLowerCase()}`],
    ),
  ];
}

/** Field and sentence about each entry of a list; `say` gives null where there is nothing to say. */
function each<Entry>(
  entries: readonly Entry[] | undefined,
  list: keyof Spec,
  say: (entry: Entry) => readonly [field: string, message: string] | null,
): readonly Issue[] {
  return (entries ?? []).flatMap((entry, index): readonly Issue[] => {
    const said = say(entry);
    if (said === null) return [];
    const [field, message] = said;
    return [{ path: `spec.${list}[${index}].${field}`, reason: 'FieldWithoutEffect', message }];
  });
}
