import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { parseDockerfile } from '../fixtures/dockerfile.ts';
import { repository } from './crds.ts';
import { eventually } from './eventually.ts';
import { freePorts, Program } from './programs.ts';

/** What `vmop serve` shall do. */
export interface HooksOptions {
  /** Folder for its log and key files. */
  readonly folder: string;
  /** Unique among the processes of one folder; names the log file. */
  readonly name: string;
  readonly only: 'hooks' | 'admission';
  /** Further environment, such as `VMOP_RELEASE` or `VM_*`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Bearer token that the hooks ask for. */
  readonly token?: string;
  /** Program to run instead of `dist/vmop.mjs` of this checkout, such as the bundle of another release. */
  readonly bundle?: string | undefined;
}

/** The key which every hooks service of the tests signs with. */
export const harnessHmacKey = '0123456789abcdef'.repeat(4);

/** The real hooks service as a child process, always at the same address when it is started again. */
export class HooksService {
  readonly #options: HooksOptions;
  readonly #port: number;
  readonly #metricsPort: number;
  #program: Program | undefined;

  private constructor(options: HooksOptions, port: number, metricsPort: number) {
    this.#options = options;
    this.#port = port;
    this.#metricsPort = metricsPort;
  }

  /** Starts the service and waits until it is ready. Throws with the end of its log where it does not become ready. */
  static async start(options: HooksOptions): Promise<HooksService> {
    const [port = 0, metricsPort = 0] = await freePorts(2);
    const service = new HooksService(options, port, metricsPort);
    await service.start();
    return service;
  }

  get port(): number {
    return this.#port;
  }

  get pid(): number | undefined {
    return this.#program?.pid;
  }

  get logFile(): string {
    return join(this.#options.folder, `${this.#options.name}.log`);
  }

  /** Text of /metrics. */
  metrics(): Promise<string> {
    return readText(`http://127.0.0.1:${this.#metricsPort}/metrics`);
  }

  async start(): Promise<void> {
    const { folder, only, token } = this.#options;
    const bundle = this.#options.bundle ?? join(repository, 'dist', 'vmop.mjs');
    if (!existsSync(bundle)) throw new Error(`${bundle} is missing: npm run build`);
    const files = { token: join(folder, 'hooks-token'), hmac: join(folder, 'hmac-keys') };
    if (token !== undefined) await writeFile(files.token, `${token}\n`, { mode: 0o600 });
    await writeFile(files.hmac, `${harnessHmacKey}\n`, { mode: 0o600 });
    const env = {
      PATH: process.env['PATH'] ?? '',
      VMOP_METRICS_LISTEN: `127.0.0.1:${this.#metricsPort}`,
      [only === 'hooks' ? 'VMOP_HOOKS_LISTEN' : 'VMOP_ADMISSION_LISTEN']: `127.0.0.1:${this.#port}`,
      VMOP_HMAC_KEY_FILE: files.hmac,
      // Draining is tested by itself; here it only makes every restart slower.
      VMOP_DRAIN_SECONDS: '0',
      ...(token === undefined ? {} : { VMOP_TOKEN_FILE: files.token }),
      ...this.#options.env,
    };
    const program = new Program(
      this.#options.name,
      process.execPath,
      [...(await nodeFlags()), bundle, 'serve', '--only', only],
      this.logFile,
      {
        env,
      },
    );
    this.#program = program;
    await eventually(
      async () => {
        if (program.isRunning) await readText(`http://127.0.0.1:${this.#metricsPort}/readyz`);
      },
      { timeoutMs: 60_000, everyMs: 20 },
    );
    if (!program.isRunning) throw new Error(`${program.name} ended early:\n${program.logTail()}`);
  }

  /** Ends the service in order (SIGTERM). */
  async stop(): Promise<void> {
    await this.#program?.stop('SIGTERM');
  }

  /** Ends the service as a crash would (SIGKILL). */
  async kill(): Promise<void> {
    await this.#program?.stop('SIGKILL');
  }
}

/** Reads a small text over plain HTTP; any status but 200 is an error. */
export function readText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const message = get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(text)
          : reject(new Error(`${url}: ${response.statusCode} ${text.slice(0, 200)}`)),
      );
    });
    message.once('error', reject);
  });
}

/** The flags by which the image runs Node.js: memory is measured under them. */
async function nodeFlags(): Promise<readonly string[]> {
  const stage = parseDockerfile(await readFile(join(repository, 'Dockerfile'), 'utf8')).at(-1);
  const entrypoint = stage?.instructions.find(({ name }) => name === 'ENTRYPOINT')?.text ?? '[]';
  const command: unknown = JSON.parse(entrypoint);
  return Array.isArray(command) ? command.map(String).filter((word) => word.startsWith('--')) : [];
}
