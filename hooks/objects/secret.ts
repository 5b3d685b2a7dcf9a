import type { Settings } from '../api/settings.ts';
import type { KubeObject, StringMap } from '../lib/kube-object.ts';
import { childMetadata, type Identity, withCommonMetadata } from './metadata.ts';

/** A Secret called like its component. `texts` become base64. */
export function buildSecret(identity: Identity, texts: StringMap, settings: Settings): KubeObject {
  const data = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text, 'utf8').toString('base64')]),
  );
  const secret: KubeObject & { readonly data: StringMap } = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: withCommonMetadata(childMetadata(identity), settings),
    data,
  };
  return secret;
}
