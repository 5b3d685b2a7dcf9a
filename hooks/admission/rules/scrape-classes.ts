import type { Issue } from '../../api/issue.ts';
import { hasBoth, type SecretOrConfigMap, type TlsRuleSpec, whyTlsWrong } from './tls.ts';

/** One scrape class, as far as rules look at it. */
export interface ScrapeClassSpec {
  readonly name: string;
  readonly default?: boolean | undefined;
  readonly tlsConfig?: TlsRuleSpec | undefined;
  readonly oauth2?: OAuth2Spec | undefined;
  readonly authorization?: AuthorizationSpec | undefined;
}

interface OAuth2Spec {
  readonly client_id?: SecretOrConfigMap | undefined;
  readonly token_url?: string | undefined;
  readonly tls_config?: TlsRuleSpec | undefined;
}

interface AuthorizationSpec {
  readonly type?: string | undefined;
  readonly credentials?: object | undefined;
  readonly credentialsFile?: string | undefined;
}

/** Scrape classes have names of their own, one default at most, and credentials that do not contradict themselves. */
export function scrapeClassIssues(classes: readonly ScrapeClassSpec[] | undefined): readonly Issue[] {
  const names = new Set<string>();
  let hasDefault = false;
  const issues: Issue[] = [];
  for (const [index, scrapeClass] of (classes ?? []).entries()) {
    const add = (message: string) =>
      issues.push({ path: `spec.scrapeClasses[${index}]`, reason: 'ScrapeClassInvalid', message });
    if (names.has(scrapeClass.name)) add(`duplicated scrapeClass="${scrapeClass.name}"`);
    names.add(scrapeClass.name);
    if (scrapeClass.default === true && hasDefault) add('multiple default scrape classes defined');
    hasDefault ||= scrapeClass.default === true;
    const wrong = whyAccessWrong(scrapeClass);
    if (wrong !== null) add(wrong);
  }
  return issues;
}

function whyAccessWrong({ name, tlsConfig, oauth2, authorization }: ScrapeClassSpec): string | null {
  const checks = {
    tlsConfig: whyTlsWrong(tlsConfig),
    oauth2: whyOAuth2Wrong(oauth2),
    authorization: whyAuthorizationWrong(authorization),
  };
  for (const [field, wrong] of Object.entries(checks)) {
    if (wrong !== null) return `incorrect ${field} for scrapeClass="${name}": ${wrong}`;
  }
  return null;
}

function whyOAuth2Wrong(oauth2: OAuth2Spec | undefined): string | null {
  if (oauth2 === undefined) return null;
  if (!oauth2.token_url) return 'token_url field for oauth2 config must be set';
  const { client_id: id } = oauth2;
  if (id?.secret === undefined && id?.configMap === undefined) return 'client_id field must be set';
  return hasBoth(id) ? 'cannot specify both Secret and ConfigMap for client_id field' : whyTlsWrong(oauth2.tls_config);
}

function whyAuthorizationWrong(authorization: AuthorizationSpec | undefined): string | null {
  if (authorization === undefined) return null;
  // The stray backquote belongs to the official text.
  if (authorization.type?.trim().toLowerCase() === 'basic')
    return "Authorization type cannot be set to 'basic', use 'basic_auth' instead`";
  if (authorization.credentials !== undefined || authorization.credentialsFile) return null;
  return 'at least `credentials` or `credentials_file` must be set';
}
