import { describe, expect, it } from 'vitest';
import { type EndpointAuth, renderAuth } from '../../../../../hooks/config/scrape/client/auth.ts';
import { renderHttpClient } from '../../../../../hooks/config/scrape/client/http-client.ts';
import { renderVmParams, type VmScrapeParams } from '../../../../../hooks/config/scrape/client/vm-params.ts';
import { aContext, aScraper } from '../render-example.ts';

const values = {
  'Secret/shop/s/a': 'A\n',
  'Secret/shop/s/b': ' B \t\r\n',
  'Secret/shop/s/empty': '\n',
  'ConfigMap/shop/c/a': 'CM',
};
const a = { name: 's', key: 'a' };
const b = { name: 's', key: 'b' };
const nameless = { key: 'a' };
const unnamed = { name: '', key: 'a' };
const context = () => aContext(aScraper(), 'shop', values);
const directory = '/etc/vmagent-tls/certs';

interface Row {
  readonly name: string;
  readonly auth: EndpointAuth;
  readonly job: object;
}

const rows: readonly Row[] = [
  { name: 'nothing', auth: {}, job: {} },
  {
    name: 'white space at the end goes, at the start it stays',
    auth: { bearerTokenSecret: b },
    job: { bearer_token: ' B' },
  },
  {
    name: 'a token that is empty is said all the same',
    auth: { bearerTokenSecret: { name: 's', key: 'empty' } },
    job: { bearer_token: '' },
  },
  {
    name: 'a file wins over a token',
    auth: { bearerTokenFile: '/f', bearerTokenSecret: a },
    job: { bearer_token_file: '/f' },
  },
  {
    name: 'references without a name',
    auth: { bearerTokenSecret: unnamed, basicAuth: { username: nameless }, authorization: { credentials: unnamed } },
    job: {},
  },
  { name: 'an empty value', auth: { basicAuth: { username: { name: 's', key: 'empty' } } }, job: {} },
  {
    name: 'TLS that says nothing',
    auth: { tlsConfig: { insecureSkipVerify: false, ca: { secret: unnamed } } },
    job: {},
  },
  {
    name: 'TLS from references becomes files',
    auth: {
      tlsConfig: {
        ca: { configMap: { name: 'c', key: 'a' } },
        cert: { secret: a },
        keySecret: b,
        insecureSkipVerify: true,
      },
    },
    job: {
      tls_config: {
        insecure_skip_verify: true,
        ca_file: `${directory}/shop_configmap_c_a`,
        cert_file: `${directory}/shop_s_a`,
        key_file: `${directory}/shop_s_b`,
      },
    },
  },
  {
    name: 'TLS files win over references',
    auth: {
      tlsConfig: {
        caFile: '/ca',
        ca: { secret: a },
        certFile: '/cert',
        cert: { secret: a },
        keyFile: '/key',
        keySecret: b,
      },
    },
    job: { tls_config: { ca_file: '/ca', cert_file: '/cert', key_file: '/key' } },
  },
  {
    name: 'a client secret wins over its file',
    auth: {
      oauth2: {
        client_id: { configMap: { name: 'c', key: 'a' } },
        client_secret: a,
        client_secret_file: '/f',
        token_url: 'http://t',
        endpoint_params: { z: '1', b: '2' },
      },
    },
    job: {
      oauth2: { client_id: 'CM', client_secret: 'A', endpoint_params: { b: '2', z: '1' }, token_url: 'http://t' },
    },
  },
  {
    name: 'credentials win over their file',
    auth: { authorization: { credentials: a, credentialsFile: '/f' } },
    job: { authorization: { credentials: 'A', type: 'Bearer' } },
  },
  { name: 'a scheme without credentials', auth: { authorization: { type: 'Token' } }, job: {} },
];

describe('authentication of a job', () => {
  it.each(rows)('$name', ({ auth, job }) => {
    expect(JSON.stringify(renderAuth(auth, 'spec', context()))).toBe(JSON.stringify(job));
  });

  it('reads nothing that a file replaces, and says where a reference stands', () => {
    const reading = context();
    renderAuth({ tlsConfig: { caFile: '/ca', ca: { secret: a }, keySecret: b } }, 'spec.endpoints[3]', reading);
    expect(reading.reader.reads.map(({ path }) => path)).toEqual(['spec.endpoints[3].tlsConfig.keySecret']);
    expect([...reading.reader.assets]).toEqual([['shop_s_b', ' B']]);
  });

  it('a missing reference is remembered by its path', () => {
    const reading = context();
    renderAuth({ oauth2: { client_id: { secret: { name: 'gone', key: 'x' } }, token_url: 't' } }, 'spec', reading);
    expect(reading.reader.reads).toMatchObject([
      { path: 'spec.oauth2.client_id.secret', resolution: { state: 'missing' } },
    ]);
  });
});

describe('settings that only VictoriaMetrics has', () => {
  it.each<{ name: string; params: VmScrapeParams; job: object }>([
    {
      name: 'switches that are off',
      params: { stream_parse: false, no_stale_markers: false, headers: [] },
      job: { stream_parse: false, no_stale_markers: false },
    },
    {
      name: 'a token for the proxy wins over its file',
      params: { proxy_client_config: { bearer_token: a, bearer_token_file: '/f', tls_config: { caFile: '/ca' } } },
      job: { proxy_tls_config: { ca_file: '/ca' }, proxy_bearer_token: 'A' },
    },
    {
      name: 'settings for the proxy are nested once',
      params: {
        proxy_client_config: {
          authorization: { credentials: a },
          oauth2: { client_id: { secret: b }, token_url: 't' },
        },
      },
      job: {
        proxy_authorization: { credentials: 'A', type: 'Bearer' },
        proxy_oauth2: { client_id: ' B', token_url: 't' },
      },
    },
    {
      name: 'a token without a name',
      params: { proxy_client_config: { bearer_token: unnamed, bearer_token_file: '/f' } },
      job: { proxy_bearer_token_file: '/f' },
    },
  ])('$name', ({ params, job }) => {
    expect(JSON.stringify(renderVmParams(params, 'spec.vm_scrape_params', context()))).toBe(JSON.stringify(job));
  });
});

describe('HTTP of discovery', () => {
  it('writes basic_auth even when it is empty', () => {
    expect(renderHttpClient({ basicAuth: {}, authorization: {} }, 'spec.httpSDConfigs[0]', context())).toEqual({
      basic_auth: {},
    });
  });
});
