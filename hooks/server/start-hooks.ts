import type { Settings } from '../api/settings.ts';
import { formatAddress } from '../api/variable-parse.ts';
import { buildHooksApp } from './hooks-app.ts';
import { listenOn } from './listener.ts';
import { createLoad } from './load.ts';
import { closeApp, type Running } from './running.ts';
import { openSecrets } from './secret-source.ts';
import type { ServiceContext } from './service-context.ts';
import { followTls, readTls } from './tls-source.ts';

/** Starts the hooks; they sign with the keys of `hmacKeyFile`. Throws where a file of tokens, keys or certificates is unusable or the address is taken; the message names the variable. */
export async function startHooks(context: ServiceContext, hmacKeyFile: string): Promise<Running> {
  const { options, log } = context;
  const { tokenFile, hooksTls } = options;
  const tls = hooksTls === undefined ? undefined : await named('VMOP_TLS_CERT_FILE', readTls(hooksTls));
  const keys = await named('VMOP_HMAC_KEY_FILE', openSecrets(hmacKeyFile, 'HMAC keys', log));
  const tokens =
    tokenFile === undefined ? undefined : await named('VMOP_TOKEN_FILE', openSecrets(tokenFile, 'bearer tokens', log));
  const load = createLoad(options);
  const app = buildHooksApp({
    ...context,
    settings: withKeys(context.settings, keys.current),
    load,
    tokens: () => tokens?.current() ?? null,
    ...(tls === undefined ? {} : { tls }),
  });
  const port = await named('VMOP_HOOKS_LISTEN', listenOn(app, options.hooksListen));
  const certificate = hooksTls === undefined || tls === undefined ? undefined : followTls(app, hooksTls, tls, context);
  const guards = [
    ...(tokens === undefined ? [] : ['bearer token']),
    ...(tls === undefined ? [] : ['TLS']),
    ...(tls?.ca === undefined ? [] : ['client certificate']),
  ];
  if (tokens === undefined && tls?.ca === undefined) {
    log.warn('the hooks answer every caller: set VMOP_TOKEN_FILE or VMOP_TLS_CLIENT_CA_FILE');
  }
  return {
    title: `hooks on ${formatAddress({ ...options.hooksListen, port })} (${guards.join(', ') || 'open to everyone'})`,
    port,
    drain: () => load.drain(),
    async close() {
      await closeApp(app);
      keys.close();
      tokens?.close();
      certificate?.close();
    },
  };
}

/** The settings with the keys that count now: the same object until the keys change. */
function withKeys(settings: Settings, keys: () => readonly string[]): () => Settings {
  let current: Settings = { ...settings, hmacKeys: keys() };
  return () => {
    const hmacKeys = keys();
    if (hmacKeys !== current.hmacKeys) current = { ...settings, hmacKeys };
    return current;
  };
}

/** Puts the variable's name before the message of what fails. */
export async function named<T>(variable: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new Error(`${variable}: ${error instanceof Error ? error.message : 'unusable'}`, { cause: error });
  }
}
