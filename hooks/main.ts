import { pino } from 'pino';
import { runCli } from './cli/program.ts';

// The only place that touches the process: its environment, signals, streams and exit code.
const stop = new AbortController();
// A write for each line is a quarter of what a small request costs. Lines wait for their fellows for a fifth of a second at most.
const logOutput = pino.destination({ fd: 2, sync: true, minLength: 4096, periodicFlush: 200 });
process.on('exit', () => logOutput.flushSync());

/** The first signal stops in order, the second at once. */
function stopOn(signal: NodeJS.Signals): void {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(1);
    stop.abort();
  });
}

const code = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  // Loaded where needed: the other commands start faster without the server.
  async serve(request) {
    stopOn('SIGTERM');
    stopOn('SIGINT');
    const { serve } = await import('./server/serve.ts');
    return serve(request, { env: process.env, stop: stop.signal, output: logOutput });
  },
  async act(request) {
    const { runAction } = await import('./actions/run-action.ts');
    return runAction(request);
  },
  async serveOnLoopback() {
    const { serveOnLoopback } = await import('./server/loopback.ts');
    return serveOnLoopback(process.env, logOutput);
  },
});
process.exitCode = code;
