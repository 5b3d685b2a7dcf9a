import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { KubeClient } from './client.ts';
import { eventually } from './eventually.ts';
import { factOf, rollOutKinds } from './roll-out-facts.ts';
import { type FactEvent, judgeRollOuts, type RollOutLimits, type RollOutReport } from './roll-out-history.ts';
import type { WatchEvent } from './watch.ts';

/**
 * Follows everything in a namespace that takes part in roll-outs: nothing is sampled, every change is judged. Each kind comes over a
 * connection of its own, so the changes are put in order by their resource versions, which one etcd gives to all.
 */
export class RollOutWatch {
  readonly #client: KubeClient;
  readonly #namespace: string;
  readonly #stopped = new AbortController();
  readonly #events: FactEvent[] = [];
  /** Newest version of every object that is there, by kind, name and uid. */
  readonly #present = new Map<string, string>();
  #since = 0;

  private constructor(client: KubeClient, namespace: string) {
    this.#client = client;
    this.#namespace = namespace;
  }

  /** Begins to follow a namespace; what is there already is known, but not judged. */
  static async start({ access }: KubeClient, namespace: string): Promise<RollOutWatch> {
    // Connections of its own: watches keep them.
    const watch = new RollOutWatch(new KubeClient(access), namespace);
    await watch.#start();
    return watch;
  }

  /** What has happened until now, every change included that an earlier request has made. */
  async report(limits: RollOutLimits = {}): Promise<RollOutReport> {
    await eventually(() => this.#expectAll());
    return judgeRollOuts(this.#events, this.#since, limits);
  }

  stop(): void {
    this.#stopped.abort();
    this.#client.close();
  }

  async #start(): Promise<void> {
    for (const kind of rollOutKinds) {
      const collection = { ...kind, namespace: this.#namespace };
      await this.#client.watch(collection, (event) => this.#note(event), this.#stopped.signal);
    }
    this.#since = Math.max(0, ...this.#events.map(({ version }) => version));
  }

  #note({ type, object }: WatchEvent): void {
    const isGone = type === 'DELETED';
    if (isGone) this.#present.delete(identify(object));
    else this.#present.set(identify(object), versionOf(object));
    if (!takesPart(object)) return;
    this.#events.push({ version: Number(versionOf(object)), isGone, fact: factOf(object) });
  }

  async #expectAll(): Promise<void> {
    const lists = rollOutKinds.map((kind) => this.#client.list({ ...kind, namespace: this.#namespace }));
    const found = (await Promise.all(lists)).flat();
    const behind = found.filter((object) => this.#present.get(identify(object)) !== versionOf(object));
    if (behind.length > 0 || found.length !== this.#present.size)
      throw new Error(`the watch is behind: ${behind.map(objectKey).join(', ')}`);
  }
}

/** Pods of Jobs run no template that could change. */
function takesPart({ kind, metadata: { labels = {} } }: KubeObject): boolean {
  return kind !== 'Pod' || labels['batch.kubernetes.io/job-name'] === undefined;
}

function identify(object: KubeObject): string {
  return `${objectKey(object)} ${object.metadata.uid}`;
}

function versionOf({ metadata: { resourceVersion = '0' } }: KubeObject): string {
  return resourceVersion;
}
