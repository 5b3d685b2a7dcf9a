import { posix } from 'node:path';
import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';

/** How an app is reached inside its pod: everything here follows from its port and its extraArgs. */
export interface AppAddress {
  readonly port: string;
  readonly extraArgs?: StringMap | undefined;
}

/** Serves the app TLS? Only the first element of a list counts: it belongs to the first listener. */
export function usesTls(extraArgs: StringMap | undefined): boolean {
  return firstIsTrue(extraArgs?.['tls']);
}

/** Expects the app the proxy protocol on its first listener? */
export function usesProxyProtocol(extraArgs: StringMap | undefined): boolean {
  return firstIsTrue(extraArgs?.['httpListenAddr.useProxyProtocol']);
}

/** A path of the app under its `http.pathPrefix`. */
export function appPath(extraArgs: StringMap | undefined, path: string): string {
  return posix.join(extraArgs?.['http.pathPrefix'] ?? '', path);
}

/** URL by which containers of the same pod call the app. `authKey` is added as it is given. */
export function loopbackUrl(
  { port, extraArgs }: AppAddress,
  path: string,
  authKey: string | undefined,
  settings: Settings,
): string {
  const host = settings.loopback === '' ? (settings.enableTCP6 ? 'localhost' : '127.0.0.1') : settings.loopback;
  const query = authKey === undefined || authKey === '' ? '' : `?authKey=${authKey}`;
  // A prefix may lack its slash; a URL may not.
  const fullPath = appPath(extraArgs, path).replace(/^(?!\/)/, '/');
  return `${usesTls(extraArgs) ? 'https' : 'http'}://${host}:${port}${fullPath}${query}`;
}

/** Text as Go writes it into a query. Source: https://pkg.go.dev/net/url#QueryEscape */
export function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function firstIsTrue(value: string | undefined): boolean {
  return value?.split(',')[0]?.trim().toLowerCase() === 'true';
}
