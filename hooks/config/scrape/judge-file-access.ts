import type { Issue } from '../../api/issue.ts';
import { whyTlsWrong } from '../access/tls.ts';
import type { EndpointAuth } from './client/auth.ts';
import type { VmScrapeParams } from './client/vm-params.ts';

/** How a target and its proxy are accessed. */
export type FileAccess = EndpointAuth & { readonly vm_scrape_params?: VmScrapeParams };

/**
 * The issue of an endpoint that names files of the scraper's container, or TLS settings that contradict themselves, for scrapers that
 * deny such access; null where it does not. `path` is that of the endpoint. Source: reference A12
 */
export function keepsOffFiles(endpoint: FileAccess, path: string): Issue | null {
  const proxy = endpoint.vm_scrape_params?.proxy_client_config;
  return (
    deniedIssue('auth', filesOf(endpoint), path) ??
    tlsIssue(endpoint, `${path}.tlsConfig`) ??
    (proxy === undefined ? null : proxyIssue(proxy, `${path}.vm_scrape_params.proxy_client_config`))
  );
}

function proxyIssue(proxy: NonNullable<VmScrapeParams['proxy_client_config']>, path: string): Issue | null {
  const { basic_auth, oauth2, authorization } = proxy;
  const files = {
    bearer_token_file: proxy.bearer_token_file,
    'basic_auth.password_file': basic_auth?.password_file,
    'oauth2.client_secret_file': oauth2?.client_secret_file,
    'authorization.credentialsFile': authorization?.credentialsFile,
    ...tlsFiles('tls_config', proxy.tls_config),
  };
  return deniedIssue('proxy auth', files, path) ?? tlsIssue({ tlsConfig: proxy.tls_config }, `${path}.tls_config`);
}

/** Paths in the container by the name of their field. */
type Files = Readonly<Record<string, string | undefined>>;

function filesOf({ bearerTokenFile, basicAuth, oauth2, authorization, tlsConfig }: FileAccess): Files {
  return {
    bearerTokenFile,
    'basicAuth.password_file': basicAuth?.password_file,
    'oauth2.client_secret_file': oauth2?.client_secret_file,
    'authorization.credentialsFile': authorization?.credentialsFile,
    ...tlsFiles('tlsConfig', tlsConfig),
  };
}

function tlsFiles(field: string, tls: EndpointAuth['tlsConfig'] | undefined): Files {
  return { [`${field}.caFile`]: tls?.caFile, [`${field}.certFile`]: tls?.certFile, [`${field}.keyFile`]: tls?.keyFile };
}

function deniedIssue(what: string, files: Files, path: string): Issue | null {
  const named = Object.entries(files).flatMap(([field, file]) => (file ? [field] : []));
  if (named.length === 0) return null;
  const message = `endpoint ${what} contains prohibited properties for arbitrary filesystem access mode: ${named.join(', ')} are prohibited`;
  return { path, reason: 'FileAccessDenied', message };
}

function tlsIssue({ tlsConfig }: { readonly tlsConfig?: EndpointAuth['tlsConfig'] | undefined }, path: string) {
  const message = whyTlsWrong(tlsConfig);
  return message === null ? null : ({ path, reason: 'EndpointAuthInvalid', message } as const);
}
