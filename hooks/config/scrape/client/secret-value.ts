import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { Reference } from '../../reference.ts';
import type { JobContext } from '../scraper.ts';

/** A key of a Secret or ConfigMap as users name it. Without a name it refers to nothing. */
interface KeySelector {
  readonly name?: string;
  readonly key: string;
}

/** A value that lies in a Secret or in a ConfigMap. */
export type SecretOrConfigMap = NonNullable<NonNullable<VMScrapeConfig['spec']['tlsConfig']>['ca']>;

/** What client settings need of a job's context: where references resolve. */
export type ClientContext = Pick<JobContext, 'namespace' | 'reader'>;

/** Does a selector refer to something? The API server fills a left-out name with the empty text. */
export function isNamed(selector: KeySelector | undefined): selector is KeySelector {
  return selector?.name !== undefined && selector.name !== '';
}

/** The value of a Secret's key in the object's namespace; empty for a selector that refers to nothing. `path` is the selector's own. */
export function readSecret(selector: KeySelector | undefined, path: string, context: ClientContext): string {
  return isNamed(selector) ? context.reader.read(secretReference(selector, context), path) : '';
}

/** The same for a value that may lie in a ConfigMap instead; the Secret wins where both are named. */
export function readSecretOrConfigMap(
  value: SecretOrConfigMap | undefined,
  path: string,
  context: ClientContext,
): string {
  const found = referenceTo(value, path, context);
  return found === undefined ? '' : context.reader.read(found.reference, found.path);
}

/** Reference to a Secret's key in the object's namespace. */
export function secretReference({ name = '', key }: KeySelector, { namespace }: ClientContext): Reference {
  return { kind: 'Secret', namespace, name, key };
}

/** What a Secret-or-ConfigMap refers to and where that stands in the object, or undefined for nothing. */
export function referenceTo(
  value: SecretOrConfigMap | undefined,
  path: string,
  context: ClientContext,
): { readonly reference: Reference; readonly path: string } | undefined {
  if (isNamed(value?.secret)) return { reference: secretReference(value.secret, context), path: `${path}.secret` };
  if (!isNamed(value?.configMap)) return undefined;
  const { name = '', key } = value.configMap;
  return { reference: { kind: 'ConfigMap', namespace: context.namespace, name, key }, path: `${path}.configMap` };
}
