import { setTimeout as sleep } from 'node:timers/promises';
import type { DestinationStream } from 'pino';
import { type Environment, listParameters } from '../api/environment.ts';
import type { Issue } from '../api/issue.ts';
import { parseServerOptions, type ServerOptions, serverVariables } from '../api/server-options.ts';
import type { Settings } from '../api/settings.ts';
import { ownVariables } from '../api/settings-own.ts';
import { parseSettings, settingsVariables } from '../api/settings-table.ts';
import { formatAddress } from '../api/variable-parse.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { allKinds } from '../registry.ts';
import { listenOn } from './listener.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { buildMetricsApp } from './metrics-app.ts';
import { closeApp, type Running } from './running.ts';
import { presentTime, type ServiceContext } from './service-context.ts';
import { startAdmission } from './start-admission.ts';
import { named, startHooks } from './start-hooks.ts';

/** Which half of the service runs; both when absent, admission then only where it has a certificate. */
export interface ServeRequest {
  readonly only?: 'hooks' | 'admission';
}

/** The process as `serve` sees it. */
export interface ServeParts {
  readonly env: Environment;
  /** Aborted when the process shall stop. */
  readonly stop: AbortSignal;
  /** Takes the log lines. */
  readonly output: DestinationStream;
}

const exitOk = 0;
const exitRefused = 2;

/**
 * Runs the service until `stop` is aborted; resolves with the exit code: 0 after an orderly stop, 2 where the environment, a file or
 * an address is unusable, each named in a line of its own.
 *
 * Stopping loses no request: readiness fails and the hooks answer 429 with Retry-After at once, both for VMOP_DRAIN_SECONDS,
 * until endpoints and proxies know; then nothing listens any more and what is in work is finished.
 */
export async function serve(request: ServeRequest, { env, stop, output }: ServeParts): Promise<number> {
  const startMs = Date.now();
  const read = readConfiguration(request, env);
  if (!read.ok)
    return refuseStart(
      read.error,
      createLog('info', output, () => undefined),
    );
  const { settings, options, warnings, hmacKeyFile } = read.value;
  const parameters = listParameters(env, [...serverVariables, ...ownVariables, ...settingsVariables]);
  const facts = { release: options.release, kubernetesMinor: settings.kubernetesMinor, parameters, startMs };
  const metrics = createMetrics(facts, () => Date.now());
  const log = createLog(options.logLevel, output, (level) => metrics.logMessages.inc({ level }));
  for (const warning of warnings) log.warn(warning);
  const clock = (): number => performance.now();
  const context: ServiceContext = { registry: allKinds, settings, options, now: presentTime, clock, log, metrics };
  const running: Running[] = [];
  let isReady = false;
  try {
    running.push(await startMetrics(context, () => isReady));
    if (hmacKeyFile !== null) running.push(await startHooks(context, hmacKeyFile));
    if (request.only !== 'hooks' && options.admissionTls !== undefined) {
      running.push(await startAdmission(context, options.admissionTls));
    }
  } catch (error) {
    // Messages of the start name a variable and a file; no request has been seen yet.
    log.error(`vmop does not start: ${error instanceof Error ? error.message : String(error)}`);
    await Promise.all(running.map((part) => part.close()));
    return exitRefused;
  }
  const kinds = allKinds.filter(({ controller }) => controller !== undefined).map(({ api }) => api.kind);
  isReady = true;
  log.info(
    { release: options.release, kubernetes: `1.${settings.kubernetesMinor}`, kinds },
    `vmop ${options.release} is up: ${running.map(({ title }) => title).join('; ')}`,
  );

  await aborted(stop);
  isReady = false;
  for (const part of running) part.drain();
  log.info(
    { seconds: options.drainSeconds },
    'vmop is stopping: new hook requests are sent away, those in work are finished',
  );
  await sleep(options.drainSeconds * 1000);
  // The metrics listener closes last: a probe that finds no listener would have the pod killed.
  const [metricsPart, ...parts] = running;
  await Promise.all(parts.map((part) => part.close()));
  log.info('vmop has stopped');
  await metricsPart?.close();
  return exitOk;
}

interface Configuration {
  readonly settings: Settings;
  readonly options: ServerOptions;
  readonly warnings: readonly string[];
  /** Null where no hooks are served. */
  readonly hmacKeyFile: string | null;
}

function readConfiguration({ only }: ServeRequest, env: Environment): Result<Configuration, readonly Issue[]> {
  const settings = parseSettings(env);
  const options = parseServerOptions(env);
  const issues = [...(settings.ok ? [] : settings.error), ...(options.ok ? [] : options.error)];
  if (options.ok && only === 'admission' && options.value.admissionTls === undefined) {
    const path = 'VMOP_ADMISSION_TLS_CERT_FILE';
    issues.push({
      path,
      reason: 'InvalidSetting',
      message: `${path} is needed: the API server calls webhooks by HTTPS only`,
    });
  }
  const hmacKeyFile = options.ok && only !== 'admission' ? (options.value.hmacKeyFile ?? '') : null;
  if (hmacKeyFile === '') {
    const path = 'VMOP_HMAC_KEY_FILE';
    issues.push({
      path,
      reason: 'InvalidSetting',
      message: `${path} is needed: the hooks sign what they read Secrets by. \`vmop init\` creates the Secret with the keys that the manifests mount`,
    });
  }
  if (!settings.ok || !options.ok || issues.length > 0) return err(issues);
  return ok({ ...settings.value, options: options.value, hmacKeyFile });
}

function refuseStart(issues: readonly Issue[], log: Log): number {
  for (const { path, reason, message } of issues) log.error({ variable: path, reason }, message);
  log.error(`vmop does not start: ${issues.length} ${issues.length === 1 ? 'setting is' : 'settings are'} unusable`);
  return exitRefused;
}

async function startMetrics({ options, metrics }: ServiceContext, isReady: () => boolean): Promise<Running> {
  const app = buildMetricsApp(metrics, isReady);
  const port = await named('VMOP_METRICS_LISTEN', listenOn(app, options.metricsListen));
  return {
    title: `metrics on ${formatAddress({ ...options.metricsListen, port })}`,
    port,
    drain: () => undefined,
    close: () => closeApp(app),
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
