import { join } from 'node:path';
import { installation } from '../../hooks/generate/installation.ts';
import { installNames } from '../../hooks/lib/install-names.ts';
import { ApiError } from './api-error.ts';
import type { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { readManifests, repository } from './crds.ts';
import { eventually } from './eventually.ts';
import { field, objectsAt, textAt } from './fields.ts';
import { readText } from './hooks-service.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { freePorts, Program } from './programs.ts';

const namespace = installNames.namespace;

/** The real Metacontroller with the flags of our manifests, as the ServiceAccount and with the permissions of our manifests. */
export class Metacontroller {
  readonly #path: string;
  readonly #access: ControlPlaneAccess;
  readonly #client: KubeClient;
  #program: Program | undefined;

  /** `path` is the program, `client` an administrator. Nothing runs before `start`. */
  constructor(path: string, access: ControlPlaneAccess, client: KubeClient) {
    this.#path = path;
    this.#access = access;
    this.#client = client;
  }

  get pid(): number | undefined {
    return this.#program?.pid;
  }

  get logFile(): string {
    return join(this.#access.folder, 'metacontroller.log');
  }

  /** Starts it and waits until it is healthy; it takes its lease a moment later. */
  async start(): Promise<void> {
    await this.#dropDeadLease();
    const [healthPort = 0, metricsPort = 0] = await freePorts(2);
    const kubeconfig = join(this.#access.folder, 'metacontroller.kubeconfig');
    await writeKubeconfig(kubeconfig, { ...this.#access, token: await this.#serviceAccountToken() });
    const local = [
      `--health-probe-bind-address=127.0.0.1:${healthPort}`,
      `--metrics-address=127.0.0.1:${metricsPort}`,
      `--kubeconfig=${kubeconfig}`,
    ];
    const isLocal = (flag: string) => local.some((own) => own.split('=')[0] === flag.split('=')[0]);
    const flags = (await manifestFlags()).filter((flag) => !isLocal(flag));
    const program = new Program('metacontroller', this.#path, [...flags, ...local], this.logFile);
    this.#program = program;
    await eventually(async () => {
      if (program.isRunning) await readText(`http://127.0.0.1:${healthPort}/healthz`);
    });
    if (!program.isRunning) throw new Error(`metacontroller ended early:\n${program.logTail()}`);
  }

  /** Ends it in order: it gives its lease back. */
  async stop(): Promise<void> {
    await this.#program?.stop('SIGTERM');
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    await this.#program?.stop('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async #serviceAccountToken(): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${installation.serviceAccount}/token`;
    const request = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 86_400 },
    };
    const token = textAt((await this.#client.send('POST', path, request)).body, 'status', 'token');
    if (token === undefined) throw new Error('the API server gave no ServiceAccount token');
    return token;
  }

  /** A killed process leaves its lease behind, and the next one would wait 15 s for it. */
  async #dropDeadLease(): Promise<void> {
    if (this.#program?.isRunning === true) throw new Error('metacontroller runs already');
    const metadata = { namespace, name: installation.leaderElectionId };
    try {
      await this.#client.delete({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404)) throw error;
    }
  }
}

/** The flags of the Deployment in manifests/metacontroller, so that the tests run what users run. */
async function manifestFlags(): Promise<readonly string[]> {
  const [deployment] = await readManifests(join(repository, 'manifests', 'metacontroller', 'deployment.yaml'));
  const [container] = objectsAt(deployment?.spec, 'template', 'spec', 'containers');
  const flags = field(container, 'args');
  if (!Array.isArray(flags)) throw new Error('manifests/metacontroller/deployment.yaml names no flags');
  return flags.map(String);
}
