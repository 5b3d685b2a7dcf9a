import { hasBoth, type SecretOrConfigMap, type TlsRuleSpec, whyTlsWrong } from './tls.ts';

/** How a target is accessed, as far as it can contradict itself. */
export interface EndpointAuthSpec {
  readonly tlsConfig?: TlsRuleSpec | undefined;
  readonly oauth2?: OAuth2Spec | undefined;
  readonly authorization?: AuthorizationSpec | undefined;
}

/** OAuth 2.0 settings, as far as rules look at them. */
export interface OAuth2Spec {
  readonly client_id?: SecretOrConfigMap | undefined;
  readonly token_url?: string | undefined;
  readonly tls_config?: TlsRuleSpec | undefined;
}

/** An Authorization header, as far as rules look at it. */
export interface AuthorizationSpec {
  readonly type?: string | undefined;
  readonly credentials?: object | undefined;
  readonly credentialsFile?: string | undefined;
}

/** The first field of the access settings that contradicts itself, with the reason, or null. Source: reference D2 */
export function whyAuthWrong(auth: EndpointAuthSpec): { readonly field: string; readonly message: string } | null {
  const checks = {
    tlsConfig: whyTlsWrong(auth.tlsConfig),
    oauth2: whyOAuth2Wrong(auth.oauth2),
    authorization: whyAuthorizationWrong(auth.authorization),
  };
  for (const [field, message] of Object.entries(checks)) {
    if (message !== null) return { field, message };
  }
  return null;
}

/** What is wrong with OAuth 2.0 settings, or null. */
export function whyOAuth2Wrong(oauth2: OAuth2Spec | undefined): string | null {
  if (oauth2 === undefined) return null;
  if (!oauth2.token_url) return 'token_url field for oauth2 config must be set';
  const { client_id: id } = oauth2;
  if (id?.secret === undefined && id?.configMap === undefined) return 'client_id field must be set';
  return hasBoth(id) ? 'cannot specify both Secret and ConfigMap for client_id field' : whyTlsWrong(oauth2.tls_config);
}

/** What is wrong with an Authorization header, or null. */
export function whyAuthorizationWrong(authorization: AuthorizationSpec | undefined): string | null {
  if (authorization === undefined) return null;
  // The stray backquote belongs to the official text.
  if (authorization.type?.trim().toLowerCase() === 'basic')
    return "Authorization type cannot be set to 'basic', use 'basic_auth' instead`";
  if (authorization.credentials !== undefined || authorization.credentialsFile) return null;
  return 'at least `credentials` or `credentials_file` must be set';
}
