import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { freePorts } from './programs.ts';

/** How the proxy answers: by asking a backend, with 500, with a text that is no answer, with an empty answer, or not at all (connections are refused). */
export type ProxyMode = 'pass' | 'error' | 'garbage' | 'down';

/** One request that came through. */
export interface ProxiedRequest {
  /** `/hooks/<release>/<kind>/<verb>` */
  readonly path: string;
  /** Status of the answer. */
  readonly status: number;
}

/**
 * Stands between Metacontroller and the hooks as their Service does: one fixed address, several backends in turn. It can
 * disturb the answers of chosen requests.
 */
export class HookProxy {
  /** Everything answered so far, in order; a test may empty it. */
  readonly requests: ProxiedRequest[] = [];
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });
  #server: Server | undefined;
  #backends: readonly number[];
  #turn = 0;
  #mode: ProxyMode = 'pass';
  #affected: (body: string) => boolean = () => true;

  private constructor(port: number, backends: readonly number[]) {
    this.#port = port;
    this.#backends = backends;
  }

  /** Starts a proxy for hooks on the given loopback ports. */
  static async start(backends: readonly number[]): Promise<HookProxy> {
    const [port = 0] = await freePorts(1);
    const proxy = new HookProxy(port, backends);
    await proxy.#listen();
    return proxy;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Ports of the hooks that are asked from now on, in turn. */
  setBackends(ports: readonly number[]): void {
    this.#backends = ports;
  }

  /** Disturbs requests whose body contains `needle`, such as a namespace's name; all others pass. `down` concerns every request. */
  async setMode(mode: ProxyMode, needle?: string): Promise<void> {
    this.#mode = mode;
    this.#affected = needle === undefined ? () => true : (body) => body.includes(needle);
    if (mode === 'down') await this.#close();
    else if (this.#server === undefined) await this.#listen();
  }

  async stop(): Promise<void> {
    await this.#close();
    this.#agent.destroy();
  }

  async #listen(): Promise<void> {
    const server = createServer((message, response) => {
      this.#answer(message, response).catch((error: unknown) => {
        // A backend that is not there: what a Service without ready pods looks like.
        this.requests.push({ path: message.url ?? '', status: 502 });
        response.writeHead(502).end(error instanceof Error ? error.message : String(error));
      });
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
  }

  async #close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const disturbed = this.#mode !== 'pass' && this.#affected(body.toString('utf8'));
    if (disturbed && this.#mode === 'error') return this.#reply(message, response, 500, 'simulated failure');
    if (disturbed && this.#mode === 'garbage') return this.#reply(message, response, 200, '<html>a login page</html>');
    const port = this.#backends[this.#turn++ % this.#backends.length];
    if (port === undefined) return this.#reply(message, response, 503, 'no backend');
    const answer = await this.#forward(message, body, port);
    this.requests.push({ path: message.url ?? '', status: answer.statusCode ?? 0 });
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  }

  #reply(message: IncomingMessage, response: ServerResponse, status: number, text: string): void {
    this.requests.push({ path: message.url ?? '', status });
    response.writeHead(status, { 'content-type': 'text/html' }).end(text);
  }

  #forward(message: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage> {
    const { url = '/', method = 'POST', headers } = message;
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path: url, method, headers, agent: this.#agent }, resolve);
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}
