import type { Action } from '../kinds/actions/action.ts';

/** Where a command writes: process.stdout fits, and so does a buffer in a test. */
export interface Writer {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** What `vmop serve` was asked for; everything else comes from the environment. */
interface ServeOptions {
  /** Which half of the service runs in this process; both when absent. */
  readonly only?: 'hooks' | 'admission';
}

/** What `vmop act` was asked for. */
interface ActRequest {
  readonly action: Action;
  /** Job on which a failure is reported. */
  readonly job?: string;
  readonly say: (line: string) => void;
}

/** The real hooks service on a free loopback port, as the demo uses it. */
export interface LoopbackService {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  /** The release in the URL of every hook: `/hooks/<release>/<kind>/sync`. */
  readonly release: string;
  /** Bearer token which the service wants; absent when it wants none. */
  readonly token?: string;
  close(): Promise<void>;
}

/** Everything outside the arguments that a command touches; main.ts gives the real one, tests give buffers. */
export interface CliIo {
  readonly stdout: Writer;
  readonly stderr: Writer;
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs the service until it is told to stop; resolves with the exit code. */
  serve(options: ServeOptions): Promise<number>;
  /** Carries out an action against a cluster; resolves with the exit code. */
  act(request: ActRequest): Promise<number>;
  /** Starts the hooks on loopback and resolves once they answer. Its log is kept away from stdout. */
  serveOnLoopback(): Promise<LoopbackService>;
}

/** Exit codes of every command; `vmop --help` lists them. */
export const exitCodes = {
  ok: 0,
  /** The command worked and found something: issues, differences, failures. */
  findings: 1,
  /** Wrong arguments, or input that cannot be read. */
  badInput: 2,
  /** A bug of vmop's. */
  internal: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with exit code 2 and its message on stderr; for mistakes of the person at the keyboard. */
export class BadInput extends Error {}
