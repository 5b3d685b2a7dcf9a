import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMUser } from '../../api/vmuser.ts';
import { whyTlsWrong } from '../../config/access/tls.ts';
import { headerIssues, metricLabelIssues } from './auth-options.ts';
import { findBadBackends } from './backend-url.ts';
import { verifiesTokens } from './jwt.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { targetRefIssues, targetRefWarnings } from './target-refs.ts';

/** Rules for a VMUser. No way of access at all is allowed: the name of the object is then the user name, without a password. Source: reference D3 */
export function validateVMUser(cr: VMUser): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const hasRetryCodes = (spec.retry_status_codes ?? []).length > 0;
  return {
    issues: collect([
      choosesOneAccess(cr),
      verifiesTokens(spec.jwt),
      choosesOnePassword(cr),
      hasTargets(cr),
      targetRefIssues(spec.targetRefs, { path: 'spec.targetRefs', label: 'users', hasRetryCodes }),
      headerIssues(spec, 'spec', 'failed to parse vmuser headers: '),
      metricLabelIssues(spec.metric_labels, 'spec', 'incorrect metricLabels key'),
    ]),
    warnings: collect([
      keepsTlsApart(cr),
      readsOneToken(cr),
      defaultUrlWarnings(cr),
      targetRefWarnings(spec.targetRefs, 'spec.targetRefs'),
    ]),
  };
}

const choosesOneAccess: Rule<VMUser> = ({ spec: { username, bearerToken, jwt } }) => {
  const found = [
    ...(username ? ['username'] : []),
    ...(bearerToken ? ['bearerToken'] : []),
    ...(jwt === undefined ? [] : ['jwt']),
  ];
  if (found.length < 2) return null;
  const message = `one of spec.{username,bearerToken,jwt} must be defined for user, got: [${found.join(',')}]`;
  return { path: 'spec', reason: 'CredentialsConflict', message };
};

const choosesOnePassword: Rule<VMUser> = ({ spec: { password, passwordRef } }) =>
  password && passwordRef !== undefined
    ? {
        path: 'spec.passwordRef',
        reason: 'CredentialsConflict',
        message: 'one of spec.password or spec.passwordRef must be used for user, got both',
      }
    : null;

const hasTargets: Rule<VMUser> = ({ spec }) =>
  spec.targetRefs.length > 0
    ? null
    : {
        path: 'spec.targetRefs',
        reason: 'TargetRefInvalid',
        message: 'at least 1 TargetRef must be provided for spec.targetRefs',
      };

const keepsTlsApart: Rule<VMUser> = ({ spec }) => {
  const wrong = whyTlsWrong(spec.tlsConfig);
  return wrong === null ? null : { path: 'spec.tlsConfig', reason: 'EndpointAuthInvalid', message: wrong };
};

const readsOneToken: Rule<VMUser> = ({ spec: { tokenRef, bearerToken, username, passwordRef, jwt } }) => {
  const isRead = !bearerToken && !username && passwordRef === undefined && jwt === undefined;
  return tokenRef === undefined || isRead
    ? null
    : {
        path: 'spec.tokenRef',
        reason: 'CredentialsConflict',
        message: 'tokenRef stands beside other credentials: use only one of them',
      };
};

function defaultUrlWarnings({ spec }: VMUser): readonly Issue[] {
  return findBadBackends(spec.default_url, (message, index) => ({
    path: `spec.default_url[${index}]`,
    reason: 'InvalidUrl',
    message,
  }));
}
