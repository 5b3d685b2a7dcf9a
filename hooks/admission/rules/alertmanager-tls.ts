import type { Issue } from '../../api/issue.ts';
import type { VMAlertmanagerSpec } from '../../api/vmalertmanager.ts';

type WebConfig = NonNullable<VMAlertmanagerSpec['webConfig']>;
type TlsServer = NonNullable<WebConfig['tls_server_config']>;

/** TLS of the server, of the gossip and of the traces is complete, and HTTP/2 has TLS. Source: reference D3 */
export function alertmanagerTlsIssues(
  spec: Pick<VMAlertmanagerSpec, 'webConfig' | 'gossipConfig' | 'tracingConfig'>,
): readonly Issue[] {
  const { webConfig, gossipConfig, tracingConfig } = spec;
  const http2 = webConfig?.http_server_config?.http2 === true && webConfig.tls_server_config === undefined;
  return [
    ...(http2
      ? [
          issue(
            'spec.webConfig.http_server_config.http2',
            'with enabled http2 for webserver, tls_server_config must be defined',
          ),
        ]
      : []),
    ...serverIssues(webConfig?.tls_server_config, 'spec.webConfig'),
    ...serverIssues(gossipConfig?.tls_server_config, 'spec.gossipConfig'),
    ...keyPairIssues(gossipConfig?.tls_client_config, 'spec.gossipConfig', 'tls_client_config'),
    ...keyPairIssues(tracingConfig?.tls_config, 'spec.tracingConfig', 'tls_config'),
  ];
}

interface KeyPair {
  readonly cert_file?: string | undefined;
  readonly cert_secret_ref?: object | undefined;
  readonly key_file?: string | undefined;
  readonly key_secret_ref?: object | undefined;
}

function serverIssues(server: TlsServer | undefined, path: string): readonly Issue[] {
  const pair = keyPairIssues(server, path, 'tls_server_config');
  const needsCa = server?.client_auth_type === 'RequireAndVerifyClientCert';
  if (!needsCa || server.client_ca_file || server.client_ca_secret_ref !== undefined) return pair;
  const message =
    'either client_ca_secret_ref or client_ca_file must be set for tls_server_config with enabled RequireAndVerifyClientCert';
  return [...pair, issue(`${path}.tls_server_config.client_ca_secret_ref`, message)];
}

function keyPairIssues(pair: KeyPair | undefined, path: string, field: string): readonly Issue[] {
  if (pair === undefined) return [];
  const { cert_file, cert_secret_ref, key_file, key_secret_ref } = pair;
  const missing = [
    ...(cert_file || cert_secret_ref !== undefined ? [] : ['cert']),
    ...(key_file || key_secret_ref !== undefined ? [] : ['key']),
  ];
  return missing.map((part) =>
    issue(`${path}.${field}.${part}_secret_ref`, `either ${part}_secret_ref or ${part}_file must be set for ${field}`),
  );
}

function issue(path: string, message: string): Issue {
  return { path, reason: 'TlsIncomplete', message };
}
