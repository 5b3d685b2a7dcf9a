import { type KubeObject, qualifiedName } from '../../hooks/lib/kube-object.ts';
import { ApiError } from './api-error.ts';
import { ClaimSimulator } from './claim-simulator.ts';
import { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { field, objectsAt, textAt } from './fields.ts';
import { JobRunner } from './job-runner.ts';
import { podNeed, podNeeds } from './pod-needs.ts';
import { type PodState, podStatus } from './pod-status.ts';
import type { WatchEvent } from './watch.ts';

/** Chooses pods; gets each pod as last seen. */
export type PodPredicate = (pod: KubeObject) => boolean;

/** Takes a rule of the simulator back; affected pods are looked at again at once. */
export type Release = () => void;

interface PodRule {
  readonly state: PodState;
  readonly applies: PodPredicate;
}

/** How the simulated nodes behave. */
export interface NodeOptions {
  /** How long the containers of a pod start before it is ready; 0 when absent. */
  readonly readyAfterMs?: number;
}

const nodeNames = ['node-a', 'node-b'] as const;

/**
 * Two nodes without machines: binds pending pods, waits for what their volumes need, reports them ready, ends them when they
 * are deleted, and provides volumes for claims. Everything is driven by watches; an idle cluster costs nothing.
 */
export class NodeSimulator {
  readonly claims: ClaimSimulator;
  /** Runs the Jobs of vmop itself. */
  readonly jobs: JobRunner;
  readonly #client: KubeClient;
  readonly #stopped = new AbortController();
  readonly #pods = new Map<string, KubeObject>();
  readonly #rules = new Set<PodRule>();
  readonly #present = new Set<string>();
  /** What was last reported for a pod, by uid, so that an unchanged state costs no write. */
  readonly #reported = new Map<string, { state: PodState; podIP: string }>();
  readonly #busy = new Set<string>();
  readonly #readyAfterMs: number;
  /** Pods whose containers start or have started, by uid. */
  readonly #startups = new Map<string, 'starting' | 'started'>();
  #nextIP = 1;
  #nextNode = 0;

  private constructor(client: KubeClient, access: ControlPlaneAccess, { readyAfterMs = 0 }: NodeOptions) {
    this.#client = client;
    this.#readyAfterMs = readyAfterMs;
    this.jobs = new JobRunner(client, access, (pod) => void this.#lookAt(qualifiedName(pod.metadata)));
    this.claims = new ClaimSimulator(client, this.#stopped.signal, (claim, bound) => this.#noteClaim(claim, bound));
  }

  /** Creates the nodes and StorageClasses and follows the cluster until `stop`. */
  static async start(access: ControlPlaneAccess, options: NodeOptions = {}): Promise<NodeSimulator> {
    const simulator = new NodeSimulator(new KubeClient({ ...access, token: access.nodesToken }), access, options);
    await simulator.#start();
    return simulator;
  }

  stop(): void {
    this.#stopped.abort();
    this.jobs.stopAll();
    this.#client.close();
  }

  /** Keeps chosen pods running but unready (also those that are ready now) until released. */
  hold(applies: PodPredicate): Release {
    return this.#rule({ state: 'unready', applies });
  }

  /** Lets the containers of chosen pods crash (CrashLoopBackOff) until released. */
  crash(applies: PodPredicate): Release {
    return this.#rule({ state: 'crashing', applies });
  }

  /** Lets chosen pods that run to completion (Jobs) fail until released. */
  fail(applies: PodPredicate): Release {
    return this.#rule({ state: 'failed', applies });
  }

  #rule(rule: PodRule): Release {
    this.#rules.add(rule);
    this.#lookAtAll();
    return () => {
      this.#rules.delete(rule);
      this.#lookAtAll();
    };
  }

  async #start(): Promise<void> {
    for (const name of nodeNames) await createNode(this.#client, name);
    await this.claims.start();
    const { signal } = this.#stopped;
    const presence = (event: WatchEvent) => this.#notePresence(event);
    await this.#client.watch({ apiVersion: 'v1', kind: 'Secret' }, presence, signal, true);
    await this.#client.watch({ apiVersion: 'v1', kind: 'ConfigMap' }, presence, signal, true);
    await this.#client.watch({ apiVersion: 'v1', kind: 'Pod' }, (event) => this.#notePod(event), signal);
  }

  #notePresence({ type, object }: WatchEvent): void {
    const kind = object.kind === 'Secret' ? 'Secret' : 'ConfigMap';
    const need = podNeed(kind, object.metadata.namespace ?? '', object.metadata.name);
    if (type === 'DELETED') this.#present.delete(need);
    else if (!this.#present.has(need)) {
      this.#present.add(need);
      this.#lookAtWaiting();
    }
  }

  #noteClaim(claim: KubeObject, bound: boolean): void {
    const need = podNeed('PersistentVolumeClaim', claim.metadata.namespace ?? '', claim.metadata.name);
    if (!bound) this.#present.delete(need);
    else if (!this.#present.has(need)) {
      this.#present.add(need);
      this.#lookAtWaiting();
    }
  }

  #notePod({ type, object }: WatchEvent): void {
    const key = qualifiedName(object.metadata);
    if (type === 'DELETED') {
      this.#pods.delete(key);
      this.jobs.stop(object.metadata.uid ?? '');
      this.#reported.delete(object.metadata.uid ?? '');
      this.#startups.delete(object.metadata.uid ?? '');
      return;
    }
    this.#pods.set(key, object);
    void this.#lookAt(key);
  }

  #lookAtAll(): void {
    for (const key of this.#pods.keys()) void this.#lookAt(key);
  }

  #lookAtWaiting(): void {
    for (const [key, pod] of this.#pods) {
      const state = this.#reported.get(pod.metadata.uid ?? '')?.state;
      if (state === undefined || state === 'waiting') void this.#lookAt(key);
    }
  }

  /** One step for one pod at a time; a change that comes meanwhile is looked at afterwards. */
  async #lookAt(key: string): Promise<void> {
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    try {
      for (let seen: KubeObject | undefined; ; ) {
        const pod = this.#pods.get(key);
        if (pod === undefined || this.#stopped.signal.aborted) return;
        const before = this.#wish(pod);
        await this.#step(pod, before);
        seen = pod;
        const after = this.#pods.get(key);
        if (after === undefined || (after === seen && this.#wish(after) === before)) return;
      }
    } catch (error) {
      // Gone or changed meanwhile, or its namespace ends. Its event may have come while it was busy, so look again.
      const isRace = error instanceof ApiError && [403, 404, 409, 422, 429, 500, 503].includes(error.code);
      if (!isRace && !this.#stopped.signal.aborted) throw error;
      setTimeout(() => void this.#lookAt(key), 200).unref();
    } finally {
      this.#busy.delete(key);
    }
  }

  async #step(pod: KubeObject, wish: PodState): Promise<void> {
    const { name, namespace, uid = '' } = pod.metadata;
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.jobs.stop(uid);
      await this.#client.delete(pod, { gracePeriodSeconds: 0, uid });
      return;
    }
    if (textAt(pod.spec, 'nodeName') === undefined) {
      const target = { apiVersion: 'v1', kind: 'Node', name: this.#chooseNode(pod) };
      await this.#client.send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name },
        target,
      });
      return;
    }
    const reported = this.#reported.get(uid) ?? this.#recall(pod);
    if (reported?.state === wish || reported?.state === 'done' || reported?.state === 'failed') return;
    const podIP = reported?.podIP ?? this.#newIP();
    const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    const status = podStatus(pod, wish, { now, podIP, end: this.jobs.endOf(uid) });
    await this.#client.patch(pod, { metadata: { uid }, status }, 'merge', { subresource: 'status' });
    this.#reported.set(uid, { state: wish, podIP });
    if (wish === 'ready' && this.jobs.runs(pod)) this.jobs.start(pod);
  }

  #wish(pod: KubeObject): PodState {
    for (const { state, applies } of this.#rules) if (applies(pod)) return state;
    if (!podNeeds(pod).every((need) => this.#present.has(need))) return 'waiting';
    if (this.#isStarting(pod)) return 'unready';
    if (textAt(pod.spec, 'restartPolicy') === 'Always') return 'ready';
    if (!this.jobs.runs(pod)) return 'done';
    const end = this.jobs.endOf(pod.metadata.uid ?? '');
    if (end === undefined) return 'ready';
    return end.exitCode === 0 ? 'done' : 'failed';
  }

  /** The time runs from when a bound pod has what it needs. */
  #isStarting(pod: KubeObject): boolean {
    const { uid = '' } = pod.metadata;
    if (this.#readyAfterMs === 0 || textAt(pod.spec, 'nodeName') === undefined) return false;
    if (!this.#startups.has(uid)) {
      const wasReady = this.#recall(pod)?.state === 'ready';
      this.#startups.set(uid, wasReady ? 'started' : 'starting');
      if (!wasReady) setTimeout(() => this.#noteStarted(pod), this.#readyAfterMs).unref();
    }
    return this.#startups.get(uid) === 'starting';
  }

  #noteStarted({ metadata }: KubeObject): void {
    if (!this.#startups.has(metadata.uid ?? '')) return;
    this.#startups.set(metadata.uid ?? '', 'started');
    void this.#lookAt(qualifiedName(metadata));
  }

  /** What an earlier simulator reported, so that a new one does not report it again. */
  #recall(pod: KubeObject): { state: PodState; podIP: string } | undefined {
    const podIP = textAt(pod.status, 'podIP');
    if (podIP === undefined) return undefined;
    const phase = textAt(pod.status, 'phase');
    if (phase === 'Succeeded') return { state: 'done', podIP };
    const ready = objectsAt(pod.status, 'conditions').some(({ type, status }) => type === 'Ready' && status === 'True');
    return { state: ready ? 'ready' : 'unready', podIP };
  }

  #newIP(): string {
    const index = this.#nextIP++;
    return `10.${244 + ((index >> 16) & 7)}.${(index >> 8) & 255}.${index & 255}`;
  }

  /** The node that a DaemonSet pod demands, else the next in turn. */
  #chooseNode(pod: KubeObject): string {
    const terms = objectsAt(
      pod.spec,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    );
    for (const term of terms) {
      const demanded = field(objectsAt(term, 'matchFields')[0], 'values', 0);
      if (typeof demanded === 'string') return demanded;
    }
    return nodeNames[this.#nextNode++ % nodeNames.length] ?? nodeNames[0];
  }
}

async function createNode(client: KubeClient, name: string): Promise<void> {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/hostname': name } } };
  if ((await client.find(node)) !== undefined) return;
  await client.create(node);
  // Admission taints a new node as not ready, and the controller that takes this back does not run here.
  await client.patch(node, { spec: { taints: null } });
  const amounts = { cpu: '64', memory: '256Gi', pods: '10000', 'ephemeral-storage': '1Ti' };
  const conditions = [{ type: 'Ready', status: 'True', reason: 'Simulated' }];
  await client.patch(node, { status: { capacity: amounts, allocatable: amounts, conditions } }, 'merge', {
    subresource: 'status',
  });
}
