import { describe, expect, it } from 'vitest';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { Service } from '../../../../hooks/objects/k8s-types.ts';
import { childOf } from '../../../fixtures/builders.ts';
import { builtCluster } from '../../../fixtures/some-vmcluster.ts';

const service = (spec: object, name: string) => childOf(builtCluster(spec), 'Service', name) as Service;
const portsOf = (object: Service) =>
  (object.spec?.ports ?? []).map(({ name, port, targetPort }) => `${name} ${port}:${targetPort}`);
const balanced = (spec: object) => ({ requestsLoadBalancer: { enabled: true }, ...spec });
const shaped = (spec: object) => ({ serviceSpec: { useAsDefault: true, spec } });

describe('Service of a balanced part', () => {
  const labels = 'app.kubernetes.io/name';
  it('leads to the load balancer, and the part has one of its own without an address', () => {
    const spec = balanced({ vminsert: { insertPorts: { graphitePort: '2003' } } });
    const [proxy, internal] = [service(spec, 'vminsert-main'), service(spec, 'vminsertinternal-main')];
    expect(portsOf(proxy)).toEqual(['http 8480:8427']);
    expect(proxy.spec?.selector?.[labels]).toBe('vmclusterlb-vmauth-balancer');
    expect(proxy.metadata.labels).toMatchObject({
      [labels]: 'vminsert',
      'operator.victoriametrics.com/vmauthlb-proxy-name': 'insert',
    });
    expect(portsOf(internal)).toEqual(['http 8480:8480', 'graphite-tcp 2003:2003', 'graphite-udp 2003:2003']);
    expect(internal.spec).toMatchObject({ clusterIP: 'None', selector: { [labels]: 'vminsert' } });
    expect(fieldAt(internal, ['spec', 'publishNotReadyAddresses'])).toBeUndefined();
  });

  it.each([
    {
      name: 'port of the part',
      spec: { ports: [{ name: 'http', port: 80, targetPort: 8480 }] },
      ports: ['http 80:8427'],
    },
    { name: 'port by its number alone', spec: { ports: [{ name: 'http', port: 8480 }] }, ports: ['http 8480:8427'] },
    {
      name: 'other ports stay',
      spec: { ports: [{ name: 'other', port: 9, targetPort: 10 }] },
      ports: ['other 9:10', 'http 8480:8427'],
    },
  ])('a shape of the user is that of the public Service: $name', ({ spec, ports }) => {
    const cluster = balanced({
      vminsert: shaped({ type: 'LoadBalancer', loadBalancerClass: 'example.com/a', ...spec }),
    });
    const proxy = service(cluster, 'vminsert-main');
    expect(portsOf(proxy)).toEqual(ports);
    expect(proxy.spec).toMatchObject({ type: 'LoadBalancer', loadBalancerClass: 'example.com/a' });
    expect(service(cluster, 'vminsertinternal-main').spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
  });

  it('always has an address: without one, clients would ask the load balancer at a port that it does not have', () => {
    const cluster = balanced({ vmselect: shaped({ type: 'ClusterIP', clusterIP: 'None' }) });
    expect(service(cluster, 'vmselect-main').spec).not.toHaveProperty('clusterIP');
  });

  it.each([
    { part: 'vmselect', name: 'vmselect-main' },
    { part: 'vmselect', name: 'vmselectinternal-main' },
    { part: 'vminsert', name: 'vminsertinternal-main' },
  ])('no additional Service of $part may be called $name', ({ part, name }) => {
    const { issues } = builtCluster(balanced({ [part]: { serviceSpec: { metadata: { name }, spec: {} } } }));
    expect(issues).toMatchObject([
      { path: `spec.${part}.serviceSpec.metadata.name`, reason: 'AdditionalServiceNameTaken' },
    ]);
  });
});

it('two parts may not call their additional Services the same', () => {
  const named = (name: string) => ({ serviceSpec: { metadata: { name }, spec: {} } });
  expect(builtCluster({ vmstorage: named('a'), vmselect: named('b'), vminsert: named('a') })).toMatchObject({
    phases: [],
    issues: [{ path: 'spec.vminsert.serviceSpec.metadata.name', reason: 'AdditionalServiceNameTaken' }],
  });
  const shaped = { serviceSpec: { useAsDefault: true, metadata: { name: 'a' }, spec: {} } };
  expect(builtCluster({ vmstorage: named('a'), vmselect: shaped, vminsert: named('c') }).issues).toEqual([]);
});

describe('self-scrape of the load balancer', () => {
  const own = 'operator.victoriametrics.com/vmauthlb-proxy-name';
  it.each([
    { name: 'of the user', selector: { matchLabels: { a: 'b' } }, labels: { a: 'b', [own]: 'vmauth' } },
    {
      name: 'of the user, by expressions',
      selector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
      labels: { [own]: 'vmauth' },
    },
  ])('keeps to its own Service: selector $name', ({ selector, labels }) => {
    const spec = { serviceScrapeSpec: { endpoints: [], selector } };
    const scrape = childOf(
      builtCluster({ requestsLoadBalancer: { enabled: true, spec } }),
      'VMServiceScrape',
      'vmclusterlb-main',
    );
    expect(fieldAt(scrape, ['spec', 'selector'])).toEqual({ ...selector, matchLabels: labels });
  });

  it('selects as it does without the user where his selector says nothing', () => {
    const scrape = (serviceScrapeSpec: object) =>
      fieldAt(
        childOf(
          builtCluster({ requestsLoadBalancer: { enabled: true, spec: serviceScrapeSpec } }),
          'VMServiceScrape',
          'vmclusterlb-main',
        ),
        ['spec', 'selector'],
      );
    expect(scrape({ serviceScrapeSpec: { endpoints: [], selector: {} } })).toEqual(scrape({}));
  });
});

it('routes of the load balancer end with the domain of the cluster and speak the protocol of the parts', () => {
  const spec = balanced({ vmselect: { port: '1', extraArgs: { tls: 'true' } } });
  const secret = childOf(builtCluster(spec, { settings: { clusterDomainName: 'c.local' } }), 'Secret');
  const routes = Buffer.from(String(fieldAt(secret, ['data', 'config.yaml'])), 'base64').toString();
  expect(routes).toMatchInlineSnapshot(`
    "unauthorized_user:
      url_map:
      - src_paths:
        - "/insert/.*"
        url_prefix: "http://srv+vminsertinternal-main.demo.svc.c.local:8480"
        discover_backend_ips: true
      - src_paths:
        - "/.*"
        url_prefix: "https://srv+vmselectinternal-main.demo.svc.c.local:1"
        discover_backend_ips: true"
  `);
});
