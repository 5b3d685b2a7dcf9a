import { parseObject } from '../../../../../hooks/api/parse.ts';
import { type VMScrapeConfig, vmscrapeconfigApi } from '../../../../../hooks/api/vmscrapeconfig.ts';

type Spec = VMScrapeConfig['spec'];
type HttpClient = Omit<NonNullable<Spec['httpSDConfigs']>[number], 'url'>;
type ProxyAuth = NonNullable<HttpClient['proxy_client_config']>;

const secret = (key: string) => ({ name: 'all', key });
const configMap = (key: string) => ({ configMap: { name: 'all', key } });

/** What the references of all objects resolve to. */
export const values: Readonly<Record<string, string>> = Object.fromEntries([
  ...['user', 'password', 'token', 'id', 'ca', 'cert', 'key'].map((key) => [`Secret/demo/all/${key}`, `s-${key}`]),
  ...['id', 'ca', 'cert'].map((key) => [`ConfigMap/demo/all/${key}`, `c-${key}`]),
]);

const tls = [
  {
    ca: { secret: secret('ca') },
    cert: { secret: secret('cert') },
    keySecret: secret('key'),
    serverName: 'a.local',
    insecureSkipVerify: true,
  },
  { ca: configMap('ca'), cert: configMap('cert'), keyFile: '/key' },
  { caFile: '/ca', certFile: '/cert', keySecret: secret('key'), insecureSkipVerify: false },
];

const basicAuth = [
  { username: secret('user'), password: secret('password') },
  { username: secret('user'), password_file: '/password' },
];
const authorization = [{ credentials: secret('token') }, { type: 'Token', credentialsFile: '/credentials' }];
const oauth2 = [
  {
    client_id: { secret: secret('id') },
    client_secret: secret('password'),
    token_url: 'https://sso/token',
    scopes: ['b', 'a'],
    endpoint_params: { z: '1', a: '2' },
    proxy_url: 'http://sso-proxy:3128',
    tls_config: tls[0],
  },
  { client_id: configMap('id'), client_secret_file: '/client', token_url: 'https://sso/token', tls_config: tls[1] },
  { client_id: { secret: secret('id') }, client_secret: secret('key'), token_url: 'https://sso', tls_config: tls[2] },
];

/** One way in at a time: vmagent takes no two of them. */
const clients = [
  ...basicAuth.map((each) => ({ basicAuth: each })),
  ...authorization.map((each) => ({ authorization: each })),
  ...oauth2.map((each) => ({ oauth2: each })),
];
const proxies: readonly ProxyAuth[] = [
  ...basicAuth.map((each) => ({ basic_auth: each, tls_config: tls[0] })),
  ...authorization.map((each) => ({ authorization: each, tls_config: tls[1] })),
  ...oauth2.map((each) => ({ oauth2: each, tls_config: tls[2] })),
  { bearer_token: secret('token') },
  { bearer_token_file: '/token' },
] as readonly ProxyAuth[];

const httpClients = proxies.map((proxy_client_config, index) => ({
  ...clients[index % clients.length],
  tlsConfig: tls[index % tls.length],
  proxyURL: 'http://proxy:3128',
  followRedirects: index % 2 === 0,
  proxy_client_config,
}));

/** Every section with all of its fields, reached by one kind of client. */
function sections(http: object): object {
  const { tlsConfig } = http as HttpClient;
  const filters = [{ name: 'label', values: ['a', 'b'] }];
  return {
    staticConfigs: [{ targets: ['a:1'], labels: { z: '1', a: '2' } }, {}],
    fileSDConfigs: [{ files: ['/etc/targets/*.yaml'] }],
    httpSDConfigs: [{ url: 'http://sd', ...http }],
    kubernetesSDConfigs: ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'].map((role) => ({
      role,
      apiServer: 'https://kube:6443',
      namespaces: role === 'pod' ? { ownNamespace: true } : { names: ['a'], ownNamespace: false },
      selectors: [{ role, label: 'a=b', field: 'metadata.name=x' }, ...(role === 'endpoints' ? [{ role: 'pod' }] : [])],
      attach_metadata: { node: true, namespace: true },
      ...http,
    })),
    consulSDConfigs: [
      {
        server: 'consul:8500',
        tokenRef: secret('token'),
        datacenter: 'dc',
        namespace: 'n',
        partition: 'p',
        scheme: 'HTTPS',
        services: ['web'],
        tags: ['t'],
        tagSeparator: '',
        nodeMeta: { z: '1', a: '2' },
        allowStale: false,
        filter: 'Meta.x == "y"',
        ...http,
      },
    ],
    dnsSDConfigs: ['SRV', 'A', 'AAAA', 'MX'].map((type) => ({ names: ['a.local'], type, port: 80 })),
    ec2SDConfigs: [
      { region: 'r', accessKey: secret('id'), secretKey: secret('key'), roleARN: 'arn', port: 80, filters },
      {},
    ],
    azureSDConfigs: [
      {
        subscriptionID: 's',
        environment: 'AzurePublicCloud',
        authenticationMethod: 'OAuth',
        tenantID: 't',
        clientID: 'c',
        clientSecret: secret('key'),
        resourceGroup: 'g',
        port: 80,
        ...http,
      },
    ],
    gceSDConfigs: [
      { project: 'p', zone: 'z', filter: 'f', port: 80, tagSeparator: '|' },
      { project: 'p', zone: ['y', 'z'] },
    ],
    openstackSDConfigs: [
      {
        role: 'Instance',
        region: 'r',
        identityEndpoint: 'https://keystone',
        username: 'u',
        userid: 'i',
        password: secret('password'),
        domainName: 'dn',
        domainID: 'di',
        projectName: 'pn',
        projectID: 'pi',
        applicationCredentialName: 'an',
        applicationCredentialId: 'ai',
        applicationCredentialSecret: secret('key'),
        allTenants: true,
        availability: 'internal',
        port: 80,
        tlsConfig,
      },
    ],
    digitalOceanSDConfigs: [{ server: 'without effect', port: 80, ...http }],
    hetznerSDConfigs: [{ role: 'hcloud', port: 80, ...http }],
    eurekaSDConfigs: [{ server: 'http://eureka/v2', ...http }, {}],
    puppetDBSDConfigs: [{ url: 'https://puppet', query: 'resources {}', includeParameters: true, port: 80, ...http }],
    vultrSDConfigs: [
      { label: 'l', mainIP: '192.0.2.1', region: 'r', firewallGroupID: 'f', hostname: 'h', port: 80, ...http },
    ],
    kumaSDConfigs: [{ server: 'http://kuma:5676', clientID: 'c', ...http }],
    ovhcloudSDConfigs: ['vps', 'VPS', 'dedicated_server', 'DedicatedServer'].map((service) => ({
      service,
      applicationKey: 'k',
      applicationSecret: secret('password'),
      consumerKey: secret('key'),
      endpoint: 'ovh-ca',
      ...http,
    })),
    nomadSDConfigs: [
      { server: 'nomad:4646', namespace: 'n', region: 'r', tagSeparator: '', allowStale: true, ...http },
    ],
    consulAgentSDConfigs: [
      {
        server: 'agent:8500',
        tokenRef: secret('token'),
        datacenter: 'dc',
        namespace: 'n',
        scheme: 'http',
        services: ['web'],
        tagSeparator: '|',
        filter: 'f',
        ...http,
      },
    ],
    dockerSDConfigs: [
      { host: 'unix:///docker', port: 80, filters, hostNetworkingHost: 'h', matchFirstNetwork: false, ...http },
    ],
    dockerSwarmSDConfigs: [{ host: 'tcp://swarm:2376', role: 'tasks', port: 80, filters, ...http }],
    marathonSDConfigs: [{ servers: ['http://m:8080'], ...http }],
    yandexCloudSDConfigs: [
      {
        service: 'compute',
        yandexPassportOAuthToken: secret('token'),
        apiEndpoint: 'https://api',
        folderIDs: ['f'],
        tlsConfig,
      },
    ],
  };
}

const jobClients = [...clients, { bearerTokenFile: '/token' }, { bearerTokenSecret: secret('token') }];

/** How the job itself asks its targets, with one way in and one for the proxy. */
function jobSettings(index: number): object {
  return {
    ...jobClients[index % jobClients.length],
    tlsConfig: tls[index % tls.length],
    vm_scrape_params: {
      scrape_align_interval: '20s',
      scrape_offset: '2s',
      stream_parse: true,
      disable_compression: false,
      disable_keep_alive: true,
      no_stale_markers: false,
      headers: ['X-Tenant: 1'],
      proxy_client_config: proxies[index % proxies.length],
    },
  };
}

/** VMScrapeConfigs that together say everything that can be said of discovery, clients and proxies, each without contradiction. */
export function everySetting(): readonly VMScrapeConfig[] {
  return httpClients.map((http, index) => {
    const parsed = parseObject(vmscrapeconfigApi, {
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMScrapeConfig',
      metadata: { name: `all-${index}`, namespace: 'demo' },
      spec: { ...sections(http), ...jobSettings(index) },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    return parsed.value;
  });
}
