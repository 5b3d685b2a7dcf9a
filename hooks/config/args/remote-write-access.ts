import type { Issue } from '../../api/issue.ts';
import type { VMAgentSpec } from '../../api/vmagent.ts';
import type { Resolve } from '../reference.ts';
import {
  isNamed,
  readSecret,
  readSecretOrConfigMap,
  referenceTo,
  type SecretOrConfigMap,
  secretReference,
} from '../scrape/client/secret-value.ts';
import { type ReferenceReader, referenceReader } from '../scrape/reader.ts';

/** One storage that a vmagent writes to. */
export type RemoteWriteTarget = VMAgentSpec['remoteWrite'][number];

/** Directories in the container: keys of the configuration Secret, TLS assets. */
export interface RemoteWriteDirectories {
  readonly credentials: string;
  readonly tls: string;
}

/** How the program authenticates at one storage: values and paths of files in the container. */
export interface RemoteWriteAccess {
  readonly username?: string | undefined;
  readonly passwordFile?: string | undefined;
  readonly bearerTokenFile?: string | undefined;
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecretFile?: string | undefined;
}

/** Access to all storages, and the files that it needs, by name. */
export interface RemoteWriteFiles {
  readonly access: readonly RemoteWriteAccess[];
  /** Files of the configuration Secret. */
  readonly credentials: ReadonlyMap<string, string>;
  /** Files among the TLS assets. */
  readonly assets: ReadonlyMap<string, string>;
  /** References without a value, and settings that contradict themselves: none of the args can be trusted then. */
  readonly issues: readonly Issue[];
}

interface Context {
  readonly namespace: string;
  readonly directories: RemoteWriteDirectories;
  /** Values of credentials become files of the configuration Secret. */
  readonly credentials: ReferenceReader;
  /** Certificates become TLS assets; plain values are read here too. */
  readonly reader: ReferenceReader;
}

/** Resolves what the storages of a vmagent refer to, in its own namespace. Source: reference 4.5 */
export function readRemoteWriteAccess(
  targets: readonly RemoteWriteTarget[],
  namespace: string,
  directories: RemoteWriteDirectories,
  resolve: Resolve,
): RemoteWriteFiles {
  const context: Context = {
    namespace,
    directories,
    credentials: referenceReader(resolve),
    reader: referenceReader(resolve),
  };
  const access = targets.map((target, index) => readAccess(target, `spec.remoteWrite[${index}]`, context));
  const reads = [...context.credentials.reads, ...context.reader.reads];
  return {
    access,
    credentials: context.credentials.assets,
    assets: context.reader.assets,
    issues: [
      ...targets.flatMap((target, index) => contradictions(target, `spec.remoteWrite[${index}]`)),
      ...reads.flatMap(({ reference, path, resolution }): readonly Issue[] => {
        if (resolution.state === 'found') return [];
        const message = resolution.state === 'missing' ? resolution.message : `${reference.name} is not known yet`;
        return [{ path, reason: 'ReferenceNotFound', message }];
      }),
    ],
  };
}

function readAccess(target: RemoteWriteTarget, path: string, context: Context): RemoteWriteAccess {
  const { basicAuth, bearerTokenSecret, oauth2, tlsConfig } = target;
  return {
    username:
      basicAuth === undefined ? undefined : readSecret(basicAuth.username, `${path}.basicAuth.username`, context),
    passwordFile:
      credentialFile(basicAuth?.password, `${path}.basicAuth.password`, context) ?? basicAuth?.password_file,
    bearerTokenFile: credentialFile(bearerTokenSecret, `${path}.bearerTokenSecret`, context),
    caFile: tlsConfig?.caFile || assetFile(tlsConfig?.ca, `${path}.tlsConfig.ca`, context),
    certFile: tlsConfig?.certFile || assetFile(tlsConfig?.cert, `${path}.tlsConfig.cert`, context),
    keyFile: tlsConfig?.keyFile || assetFile(secretOnly(tlsConfig?.keySecret), `${path}.tlsConfig.keySecret`, context),
    clientId:
      oauth2 === undefined ? undefined : readSecretOrConfigMap(oauth2.client_id, `${path}.oauth2.client_id`, context),
    clientSecretFile:
      credentialFile(oauth2?.client_secret, `${path}.oauth2.client_secret`, context) ?? oauth2?.client_secret_file,
  };
}

type KeySelector = NonNullable<SecretOrConfigMap['secret']>;

function credentialFile(selector: KeySelector | undefined, path: string, context: Context): string | undefined {
  if (!isNamed(selector)) return undefined;
  return `${context.directories.credentials}/${context.credentials.asset(secretReference(selector, context), path)}`;
}

function assetFile(value: SecretOrConfigMap | undefined, path: string, context: Context): string | undefined {
  const found = referenceTo(value, path, context);
  return found === undefined
    ? undefined
    : `${context.directories.tls}/${context.reader.asset(found.reference, found.path)}`;
}

function secretOnly(secret: KeySelector | undefined): SecretOrConfigMap | undefined {
  return secret === undefined ? undefined : { secret };
}

/** What the official operator fails on, or turns into a path that does not exist. */
function contradictions({ basicAuth, oauth2 }: RemoteWriteTarget, path: string): readonly Issue[] {
  const conflict = (field: string, message: string): Issue => ({
    path: `${path}.${field}`,
    reason: 'CredentialsConflict',
    message,
  });
  return [
    ...(basicAuth !== undefined && !isNamed(basicAuth.username)
      ? [conflict('basicAuth.username', 'basicAuth needs the Secret with the user name')]
      : []),
    ...(isNamed(basicAuth?.password) && basicAuth?.password_file
      ? [conflict('basicAuth', 'give one of password and password_file')]
      : []),
    ...(isNamed(oauth2?.client_secret) && oauth2?.client_secret_file
      ? [conflict('oauth2', 'give one of client_secret and client_secret_file')]
      : []),
  ];
}
