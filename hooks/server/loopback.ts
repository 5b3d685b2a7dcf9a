import { randomBytes } from 'node:crypto';
import type { DestinationStream } from 'pino';
import type { Environment } from '../api/environment.ts';
import type { Issue } from '../api/issue.ts';
import { parseServerOptions } from '../api/server-options.ts';
import { parseSettings } from '../api/settings-table.ts';
import { allKinds } from '../registry.ts';
import { buildHooksApp } from './hooks-app.ts';
import { listenOn } from './listener.ts';
import { createLoad } from './load.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { closeApp } from './running.ts';
import { presentTime } from './service-context.ts';

/** The real hooks on a free port of 127.0.0.1, closed to other programs by a random token. */
export interface Loopback {
  readonly url: string;
  readonly release: string;
  readonly token: string;
  close(): Promise<void>;
}

/** Starts them with the settings of an environment; log lines from `warn` on go to `output`. Throws where the environment is invalid. */
export async function serveOnLoopback(env: Environment, output: DestinationStream): Promise<Loopback> {
  const settings = parseSettings(env);
  if (!settings.ok) throw new Error(listIssues(settings.error));
  const options = parseServerOptions({});
  if (!options.ok) throw new Error(listIssues(options.error));
  const { release } = options.value;
  const token = randomBytes(24).toString('hex');
  const startMs = Date.now();
  const facts = { release, kubernetesMinor: settings.value.settings.kubernetesMinor, parameters: [], startMs };
  const app = buildHooksApp({
    registry: allKinds,
    settings: () => settings.value.settings,
    options: options.value,
    now: presentTime,
    clock: () => performance.now(),
    metrics: createMetrics(facts, () => Date.now()),
    log: createLog('warn', output, () => undefined),
    load: createLoad(options.value),
    tokens: () => [token],
  });
  const port = await listenOn(app, { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, release, token, close: () => closeApp(app) };
}

function listIssues(issues: readonly Issue[]): string {
  return issues.map(({ message }) => message).join('; ');
}
