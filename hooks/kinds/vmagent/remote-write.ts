import type { VMAgentSpec } from '../../api/vmagent.ts';
import {
  type RemoteWriteFiles,
  type RemoteWriteTarget,
  readRemoteWriteAccess,
} from '../../config/args/remote-write-access.ts';
import { vmagentPaths } from '../../config/args/vmagent.ts';
import type { Reference, Resolution } from '../../config/reference.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import type { KeyReference } from '../../objects/k8s-types.ts';
import { isNameable, lookUp, notFound } from '../reference-bundle/look-up.ts';

/** Do storages refer to Secrets that the pods need as files? Then there is a configuration Secret even where nothing is scraped. Source: reference 4.1 */
export function hasRemoteWriteSecrets({ remoteWrite }: Pick<VMAgentSpec, 'remoteWrite'>): boolean {
  return remoteWrite.some(
    ({ basicAuth, bearerTokenSecret, oauth2, tlsConfig }) =>
      Boolean(basicAuth?.password?.name) ||
      Boolean(bearerTokenSecret?.name) ||
      oauth2?.client_secret !== undefined ||
      [tlsConfig?.ca?.secret, tlsConfig?.cert?.secret, tlsConfig?.keySecret].some((secret) => secret !== undefined),
  );
}

/** Secrets that storages refer to, in the VMAgent's own namespace. */
export function remoteWriteSecrets(targets: readonly RemoteWriteTarget[]): readonly (KeyReference | undefined)[] {
  return targets.flatMap(({ basicAuth, bearerTokenSecret, oauth2, tlsConfig }) => [
    basicAuth?.username,
    basicAuth?.password,
    bearerTokenSecret,
    oauth2?.client_id.secret,
    oauth2?.client_secret,
    tlsConfig?.ca?.secret,
    tlsConfig?.cert?.secret,
    tlsConfig?.keySecret,
  ]);
}

/** ConfigMaps that storages refer to, in the VMAgent's own namespace. */
export function remoteWriteConfigMaps(targets: readonly RemoteWriteTarget[]): readonly (KeyReference | undefined)[] {
  return targets.flatMap(({ oauth2, tlsConfig, urlRelabelConfig, streamAggrConfig }) => [
    oauth2?.client_id.configMap,
    tlsConfig?.ca?.configMap,
    tlsConfig?.cert?.configMap,
    urlRelabelConfig,
    streamAggrConfig?.configmap,
  ]);
}

/** What storages refer to, resolved among related objects. Throws when the request lacks a group that relateVMAgent names. */
export function readRemoteWrite(
  targets: readonly RemoteWriteTarget[],
  namespace: string,
  related: ObjectGroups,
): RemoteWriteFiles {
  const resolve = (reference: Reference): Resolution =>
    isNameable(reference) ? lookUp(reference, related) : notFound(reference);
  const directories = { credentials: vmagentPaths.config, tls: vmagentPaths.tls };
  return readRemoteWriteAccess(targets, namespace, directories, resolve);
}
