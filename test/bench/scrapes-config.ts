import { setTimeout } from 'node:timers/promises';
import { gunzipBase64 } from '../../hooks/config/gzip.ts';
import { isJsonObject } from '../../hooks/lib/json.ts';
import type { KubeClient } from '../harness/client.ts';
import type { WatchEvent } from '../harness/watch.ts';

/** A state of one configuration Secret: when it was seen, and its compressed texts. */
interface Version {
  readonly at: number;
  readonly secret: string;
  readonly data: readonly string[];
}

/** What a configuration is asked: all its texts, main document and overflow files in one. */
type Question = (texts: readonly string[]) => boolean;

/** Keys under which the Secrets of a scraper carry configuration. */
const configKeys = ['vmagent.yaml.gz', 'jobs.yaml'];

/**
 * Follows the configuration Secrets of some VMAgents and tells when they first satisfied a question. A state is stamped when it arrives and
 * unpacked when somebody asks, so that watching a burst takes little from what is measured.
 */
export class ConfigWatch {
  readonly #agents: readonly string[];
  readonly #stopped = new AbortController();
  readonly #state = new Map<string, Version>();
  #news: Version[] = [];

  private constructor(agents: readonly string[]) {
    this.#agents = agents;
  }

  /** Follows the VMAgents with these names in a namespace until `stop`. */
  static async start(client: KubeClient, namespace: string, agents: readonly string[]): Promise<ConfigWatch> {
    const watch = new ConfigWatch(agents);
    const secrets = { apiVersion: 'v1', kind: 'Secret', namespace };
    await client.watch(secrets, (event) => watch.#note(event), watch.#stopped.signal);
    return watch;
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** The time (`performance.now`) at which the configuration of the last of the agents first satisfied the question; looks every `everyMs`. Throws after `timeoutMs`. */
  async when(question: Question, { everyMs = 5, timeoutMs = 300_000 } = {}): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    const since = performance.now();
    let looked = -1;
    for (;;) {
      if (looked !== this.#news.length) {
        looked = this.#news.length;
        if (this.#satisfies(this.#newest(), question)) return this.#replay(question) ?? since;
      }
      if (performance.now() > deadline)
        throw new Error(`the configurations did not change as awaited: ${this.#sizes()}`);
      await setTimeout(everyMs);
    }
  }

  #note({ type, object }: WatchEvent): void {
    const at = performance.now();
    const secret = object.metadata.name;
    if (!this.#agents.some((agent) => belongs(secret, agent))) return;
    const content: unknown = type === 'DELETED' ? {} : Reflect.get(object, 'data');
    const values = isJsonObject(content) ? configKeys.map((key) => content[key]) : [];
    this.#news.push({ at, secret, data: values.filter((value) => typeof value === 'string') });
  }

  #newest(): ReadonlyMap<string, Version> {
    return new Map([...this.#state, ...this.#news.map((version) => [version.secret, version] as const)]);
  }

  #satisfies(state: ReadonlyMap<string, Version>, question: Question): boolean {
    return this.#agents.every((agent) => question(textsOf(state, agent)));
  }

  /** Takes the news in one by one and gives the time of the one that made the answer yes; undefined where it was yes before. */
  #replay(question: Question): number | undefined {
    const news = this.#news;
    this.#news = [];
    let found: number | undefined;
    let isYes = this.#satisfies(this.#state, question);
    for (const version of news) {
      this.#state.set(version.secret, version);
      if (isYes) continue;
      isYes = this.#satisfies(this.#state, question);
      if (isYes) found = version.at;
    }
    return found;
  }

  #sizes(): string {
    return [...this.#newest()].map(([secret, { data }]) => `${secret} ${data.join('').length} B`).join(', ');
  }
}

/** The configuration Secret of a VMAgent, or one of its overflow Secrets. */
function belongs(secret: string, agent: string): boolean {
  return secret === `vmagent-${agent}` || secret.startsWith(`vmagent-${agent}-sc-`);
}

const unpacked = new WeakMap<Version, readonly string[]>();

function textsOf(state: ReadonlyMap<string, Version>, agent: string): readonly string[] {
  return [...state.values()].filter(({ secret }) => belongs(secret, agent)).flatMap(unpack);
}

function unpack(version: Version): readonly string[] {
  const known = unpacked.get(version);
  if (known !== undefined) return known;
  const texts = version.data.map((base64) => {
    const text = gunzipBase64(base64);
    if (!text.ok) throw new Error(`${version.secret}: ${text.error}`);
    return text.value;
  });
  unpacked.set(version, texts);
  return texts;
}
