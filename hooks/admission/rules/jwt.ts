import type { Issue } from '../../api/issue.ts';

/** spec.jwt of a user, as far as rules look at it. */
export interface JwtRuleSpec {
  readonly skipVerify?: boolean | undefined;
  readonly publicKeys?: readonly string[] | undefined;
  readonly publicKeyRefs?: readonly object[] | undefined;
  readonly oidc?: { readonly issuer: string } | undefined;
}

/** Tokens are verified in one way: not at all, by given keys, or by the keys of an issuer. */
export function verifiesTokens(jwt: JwtRuleSpec | undefined): Issue | null {
  if (jwt === undefined) return null;
  const { skipVerify, publicKeys = [], publicKeyRefs = [], oidc } = jwt;
  const found = [
    ...(skipVerify === true ? ['skip_verify'] : []),
    ...(publicKeys.length + publicKeyRefs.length > 0 ? ['public_keys'] : []),
    ...(oidc === undefined ? [] : ['oidc']),
  ];
  if (found.length !== 1) {
    const message = `exactly one spec.jwt.{skipVerify,publicKeys|publicKeyRefs,oidc} JWT verification mechanism is expected, got: [${found.join(',')}]`;
    return { path: 'spec.jwt', reason: 'CredentialsConflict', message };
  }
  return oidc?.issuer === ''
    ? {
        path: 'spec.jwt.oidc.issuer',
        reason: 'CredentialsConflict',
        message: 'jwt.oidc.issuer is required if OIDC is set',
      }
    : null;
}
