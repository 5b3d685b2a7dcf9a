import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import type { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { repository } from './crds.ts';
import { field, objectsAt, textAt } from './fields.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { freePorts } from './programs.ts';

/** Image of vmop on the simulated nodes: containers of this image really run. */
export const ownImage = 'vmop.test/vmop:v0.0.0';

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
  /** The end of its log, as a kubelet reports it with `FallbackToLogsOnError`. */
  readonly message: string;
}

type PodPredicate = (pod: KubeObject) => boolean;

/** A process of a chosen pod that shall die. */
interface Doom {
  readonly applies: PodPredicate;
  readonly afterMs: number;
  readonly onKilled: () => void;
}

/**
 * Runs the containers of vmop's own Jobs as processes: the built bundle with the container's arguments, against the API server with
 * a token of the pod's ServiceAccount, so with no more permissions than that has.
 */
export class JobRunner {
  readonly #client: KubeClient;
  readonly #access: ControlPlaneAccess;
  readonly #onEnd: (pod: KubeObject) => void;
  readonly #running = new Map<string, { readonly pod: KubeObject; process?: ChildProcess }>();
  readonly #ended = new Map<string, ContainerEnd>();
  readonly #cutOff = new Set<PodPredicate>();
  readonly #doomed = new Set<Doom>();

  constructor(client: KubeClient, access: ControlPlaneAccess, onEnd: (pod: KubeObject) => void) {
    this.#client = client;
    this.#access = access;
    this.#onEnd = onEnd;
  }

  /** True for a pod whose container is really run. */
  runs(pod: KubeObject): boolean {
    return textAt(objectsAt(pod.spec, 'containers')[0], 'image') === ownImage;
  }

  /** How the pod of this uid ended; undefined before. */
  endOf(uid: string): ContainerEnd | undefined {
    return this.#ended.get(uid);
  }

  /** Lets chosen pods that start from now on reach no API server, until released. */
  cutOff(applies: PodPredicate): () => void {
    this.#cutOff.add(applies);
    return () => this.#cutOff.delete(applies);
  }

  /**
   * Ends the next process that starts for a chosen pod with SIGKILL, so many milliseconds after its start, as a node without memory
   * does. If it has ended by then, the one after it has half the time. Resolves when one was killed.
   */
  killNext(applies: PodPredicate, afterMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#doomed.add({ applies, afterMs, onKilled: resolve });
    });
  }

  /** Starts the container of a pod, once. */
  start(pod: KubeObject): void {
    const { uid = '' } = pod.metadata;
    if (this.#running.has(uid) || this.#ended.has(uid)) return;
    this.#running.set(uid, { pod });
    this.#run(pod, uid).catch((error: unknown) => this.#end(pod, uid, { exitCode: 128, message: String(error) }));
  }

  /** Ends the process of a pod that is deleted. */
  stop(uid: string): void {
    this.#running.get(uid)?.process?.kill('SIGKILL');
    this.#running.delete(uid);
  }

  stopAll(): void {
    for (const uid of [...this.#running.keys()]) this.stop(uid);
  }

  async #run(pod: KubeObject, uid: string): Promise<void> {
    const { namespace = '' } = pod.metadata;
    const [container] = objectsAt(pod.spec, 'containers');
    const args = field(container, 'args');
    const account = textAt(pod.spec, 'serviceAccountName') ?? 'default';
    const kubeconfig = join(this.#access.folder, `job-${uid}.kubeconfig`);
    const isCutOff = [...this.#cutOff].some((applies) => applies(pod));
    const [closedPort = 0] = await freePorts(1);
    const server = isCutOff ? `https://127.0.0.1:${closedPort}` : this.#access.server;
    await writeKubeconfig(kubeconfig, { server, ca: this.#access.ca, token: await this.#token(namespace, account) });
    const entry = this.#running.get(uid);
    if (entry === undefined) return;
    const bundle = this.#access.bundle ?? join(repository, 'dist', 'vmop.mjs');
    const process_ = spawn(process.execPath, [bundle, ...(Array.isArray(args) ? args.map(String) : [])], {
      env: { KUBECONFIG: kubeconfig, PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    entry.process = process_;
    const [doom] = [...this.#doomed].filter(({ applies }) => applies(pod));
    if (doom !== undefined) this.#carryOut(doom, process_);
    let log = '';
    const note = (chunk: Buffer) => {
      log = `${log}${chunk.toString()}`.slice(-2048);
    };
    process_.stdout.on('data', note);
    process_.stderr.on('data', note);
    process_.once('close', (code) => this.#end(pod, uid, { exitCode: code ?? 137, message: log }));
  }

  #carryOut(doom: Doom, process_: ChildProcess): void {
    this.#doomed.delete(doom);
    setTimeout(() => {
      if (process_.exitCode === null && process_.kill('SIGKILL')) doom.onKilled();
      else this.#doomed.add({ ...doom, afterMs: doom.afterMs / 2 });
    }, doom.afterMs);
  }

  #end(pod: KubeObject, uid: string, end: ContainerEnd): void {
    if (!this.#running.delete(uid)) return;
    this.#ended.set(uid, end);
    this.#onEnd(pod);
  }

  async #token(namespace: string, account: string): Promise<string> {
    const request = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    };
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`;
    const token = textAt((await this.#client.send('POST', path, request)).body, 'status', 'token');
    if (token === undefined) throw new Error(`the API server gave no token for ${namespace}/${account}`);
    return token;
  }
}
