import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { managedMetadata } from './common/embedded-metadata.ts';
import { flag, int32, text, textMap, texts } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { targetRefs } from './common/target-refs.ts';
import { metricLabelFields, userOptionFields } from './common/user-options.ts';
import { optional, required } from './field.ts';
import { SecretKeySelector } from './kubernetes.ts';

const accessClaim = openObject({
  metricsAccountID: optional(int32, 'Account of the tenant for metrics.'),
  metricsProjectID: optional(int32, 'Project of the tenant for metrics.'),
  metricsExtraFilters: optional(texts, 'Series selectors added to every query.'),
  metricsExtraLabels: optional(texts, 'Labels, each as name=value, that every query and every written series gets.'),
  logsAccountID: optional(int32, 'Account of the tenant for logs.'),
  logsProjectID: optional(int32, 'Project of the tenant for logs.'),
  logsExtraFilters: optional(texts, 'Log filters added to every query.'),
  logsExtraStreamFilters: optional(texts, 'Stream filters added to every query.'),
});

const jwt = openObject({
  skipVerify: optional(flag, 'Accept tokens without verifying their signature.'),
  publicKeys: optional(texts, 'Public keys that verify the signature, as PEM.'),
  publicKeyRefs: optional(z.array(SecretKeySelector), 'Keys of Secrets with further public keys.'),
  oidc: optional(
    openObject({ issuer: required(text, 'URL of the issuer; tokens must name it.') }),
    'Issuer whose published keys verify the signature.',
  ),
  matchClaims: optional(textMap, 'Claims that a token must carry, by dotted path.'),
  defaultVMAccessClaim: optional(accessClaim, 'Access of tokens that carry no vm_access claim.'),
});

/** Spec of a VMUser. */
const vmuserSpec = openObject({
  name: optional(text, 'Name of the user in the metrics and logs of vmauth.'),
  username: optional(text, 'User name for basic auth; the name of the object without it.'),
  password: optional(text, 'Password as plain text; prefer passwordRef.'),
  passwordRef: optional(SecretKeySelector, 'Key of a Secret with the password.'),
  generatePassword: optional(flag, 'Generate a password and keep it in the Secret of the user.'),
  bearerToken: optional(text, 'Bearer token as plain text; prefer tokenRef.'),
  tokenRef: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  jwt: optional(jwt, 'Access by JSON web tokens.'),
  disable_secret_creation: optional(flag, 'Create no Secret with the credentials of the user.'),
  targetRefs: required(targetRefs, 'Backends that the user reaches, and the requests that go to each of them.'),
  managedMetadata: optional(managedMetadata, 'Labels and annotations for the Secret of the user.'),
  useLegacyNaming: optional(flag, 'Name the Secret as earlier versions of the operator did: like the object itself.'),
  ...userOptionFields,
  ...metricLabelFields,
});

const schema = customResource({
  kind: 'VMUser',
  version: 'v1beta1',
  spec: vmuserSpec,
  specOptional: true,
  status: configStatus,
});

/** A user of vmauth. */
export type VMUser = z.output<typeof schema>;

/** The API of VMUser. */
export const vmuserApi: ApiKind<VMUser> = {
  kind: 'VMUser',
  group,
  version: 'v1beta1',
  plural: 'vmusers',
  singular: 'vmuser',
  listKind: 'VMUserList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMUser lets a person or a program through a VMAuth: credentials, and the backends that they reach.',
  schema,
};
