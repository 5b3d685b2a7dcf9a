import { describe, expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const token = { name: 'a', key: 'b' };

describe('settings of discovery that change nothing', () => {
  it.each([
    {
      spec: { kubernetesSDConfigs: [{ role: 'pod' }, { role: 'pod', proxy_client_config: { bearer_token: token } }] },
      at: 'kubernetesSDConfigs[1].proxy_client_config',
    },
    { spec: { digitalOceanSDConfigs: [{ server: 'http://a' }] }, at: 'digitalOceanSDConfigs[0].server' },
    { spec: { hetznerSDConfigs: [{ role: 'Robot' }, { role: 'Cloud' }] }, at: 'hetznerSDConfigs[1].role' },
    {
      spec: { openstackSDConfigs: [{ role: 'instance', region: 'r', availability: 'Internal' }] },
      at: 'openstackSDConfigs[0].availability',
    },
  ])('$at', ({ spec, at }) => {
    const { issues, warnings } = judge('VMScrapeConfig', { spec });
    expect(issues).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^spec\.\S+: .*(?:vmagent|cannot be changed)/)]);
    expect(warnings[0]).toContain(`spec.${at}: `);
  });

  it('others are silent', () => {
    const spec = {
      httpSDConfigs: [{ url: 'http://a', proxy_client_config: { bearer_token: token } }],
      hetznerSDConfigs: [{ role: 'hcloud' }],
      openstackSDConfigs: [
        { role: 'Instance', region: 'r', availability: 'internal' },
        { role: 'instance', region: 'r' },
      ],
    };
    expect(judge('VMScrapeConfig', { spec })).toEqual({ issues: [], warnings: [] });
  });
});
