import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAuditPolicy } from './audit-policy.ts';
import { type ControlPlanePrograms, ensureControlPlanePrograms } from './build.ts';
import { createServerCertificate, createServiceAccountKeys, type ServerCertificate } from './certificates.ts';
import { KubeClient } from './client.ts';
import { eventually } from './eventually.ts';
import { createIdentities, writeTokenFile } from './identities.ts';
import { type Access, writeKubeconfig } from './kubeconfig.ts';
import { freePorts, Program, removeAtExit } from './programs.ts';

/** Everything that another process needs to use a running control plane; plain data, so that it can be handed over. */
export interface ControlPlaneAccess extends Access {
  /** Kubeconfig of the administrator. */
  readonly kubeconfig: string;
  /** Token of the identity that the node simulator uses. */
  readonly nodesToken: string;
  /** Log of every write that reached the API server, one JSON event per line. */
  readonly auditLog: string;
  /** Folder for logs and other files; removed by stop. */
  readonly folder: string;
  /** Bundle that the hooks on this control plane run; default: `dist/vmop.mjs`. */
  readonly bundle?: string;
}

/** A running etcd, kube-apiserver and kube-controller-manager. */
export interface ControlPlane extends ControlPlaneAccess {
  /** Client of the administrator (group system:masters). */
  readonly client: KubeClient;
  /** Process ids by program, for measuring. */
  readonly pids: Readonly<Record<'etcd' | 'kube-apiserver' | 'kube-controller-manager', number | undefined>>;
  /** Ends the programs and removes their folder. */
  stop(): Promise<void>;
}

/** Options of startControlPlane. */
export interface ControlPlaneOptions {
  /** Controllers to run in kube-controller-manager; default: those that a namespace with workloads needs. */
  readonly controllers?: readonly string[];
  /** Keep the folder with logs and data when stopping. */
  readonly keepFolder?: boolean;
}

/** Controllers that a namespace with workloads needs. No node lifecycle: the simulated nodes send no heartbeats. */
const controllers: readonly string[] = [
  'garbage-collector-controller',
  'namespace-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
  'job-controller',
  'disruption-controller',
  'endpointslice-controller',
  'resourcequota-controller',
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  // Every pod with a ServiceAccount token mounts the ConfigMap that this one writes.
  'root-ca-certificate-publisher-controller',
  'persistentvolume-binder-controller',
  'persistentvolume-expander-controller',
  'persistentvolumeclaim-protection-controller',
  'persistentvolume-protection-controller',
  'clusterrole-aggregation-controller',
];

const admissionPlugins = [
  'OwnerReferencesPermissionEnforcement',
  'ResourceQuota',
  'ValidatingAdmissionWebhook',
  'MutatingAdmissionWebhook',
];

/**
 * Starts a control plane on free loopback ports with RBAC, quota and audit log, and waits until the API server is ready and
 * the controllers run: a few seconds. The programs are built on first use. No CRDs and no nodes: see crds.ts, node-simulator.ts.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const programs = await ensureControlPlanePrograms();
  const folder = await mkdtemp(join(tmpdir(), 'vmop-control-plane-'));
  if (options.keepFolder !== true) removeAtExit(folder);
  const started: Program[] = [];
  const stop = async () => {
    for (const program of started.toReversed()) await program.stop('SIGTERM', 3000);
    if (options.keepFolder !== true) await rm(folder, { recursive: true, force: true });
  };
  try {
    return await launch(programs, folder, started, options, stop);
  } catch (error) {
    const tails = started.map((program) => `--- ${program.name}\n${program.logTail()}`).join('\n');
    await stop();
    throw new Error(
      `the control plane did not start: ${error instanceof Error ? error.message : String(error)}\n${tails}`,
    );
  }
}

async function launch(
  programs: ControlPlanePrograms,
  folder: string,
  started: Program[],
  options: ControlPlaneOptions,
  stop: () => Promise<void>,
): Promise<ControlPlane> {
  const [etcdPort = 0, peerPort = 0, serverPort = 0] = await freePorts(3);
  const [certificate, keys] = await Promise.all([
    createServerCertificate(folder, 'apiserver'),
    createServiceAccountKeys(folder),
  ]);
  const identities = createIdentities();
  const access = { server: `https://127.0.0.1:${serverPort}`, token: identities.admin.token, ca: certificate.ca };
  const kubeconfig = join(folder, 'admin.kubeconfig');
  const managerKubeconfig = join(folder, 'controller-manager.kubeconfig');
  await Promise.all([
    writeTokenFile(join(folder, 'tokens.csv'), identities),
    writeAuditPolicy(join(folder, 'audit-policy.json')),
    writeKubeconfig(kubeconfig, access),
    writeKubeconfig(managerKubeconfig, { ...access, token: identities.controllerManager.token }),
    writeFile(join(folder, 'audit.log'), ''),
  ]);
  const start = (name: string, command: string, args: readonly string[]) => {
    const program = new Program(name, command, args, join(folder, `${name}.log`));
    started.push(program);
    return program;
  };
  const etcd = start('etcd', programs.etcd, etcdArgs(folder, etcdPort, peerPort));
  const apiServer = start(
    'kube-apiserver',
    programs.apiServer,
    apiServerArgs(folder, etcdPort, serverPort, certificate, keys),
  );
  const client = new KubeClient(access);
  await waitUntilReady(client, [etcd, apiServer]);
  const manager = start('kube-controller-manager', programs.controllerManager, [
    `--kubeconfig=${managerKubeconfig}`,
    `--authentication-kubeconfig=${managerKubeconfig}`,
    `--authorization-kubeconfig=${managerKubeconfig}`,
    `--controllers=${(options.controllers ?? controllers).join(',')}`,
    `--service-account-private-key-file=${keys.privateKey}`,
    `--root-ca-file=${certificate.caFile}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    '--secure-port=0',
    '--kube-api-qps=500',
    '--kube-api-burst=1000',
    // The default of 15 s is what a claim waits when its first match fails.
    '--pvclaimbinder-sync-period=2s',
    '--enable-dynamic-provisioning=true',
  ]);
  await waitForControllers(client, manager);
  return {
    ...access,
    kubeconfig,
    nodesToken: identities.nodes.token,
    auditLog: join(folder, 'audit.log'),
    folder,
    client,
    pids: { etcd: etcd.pid, 'kube-apiserver': apiServer.pid, 'kube-controller-manager': manager.pid },
    stop: async () => {
      client.close();
      await stop();
    },
  };
}

function etcdArgs(folder: string, clientPort: number, peerPort: number): string[] {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    // The data dies with the test.
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
}

function apiServerArgs(
  folder: string,
  etcdPort: number,
  port: number,
  certificate: ServerCertificate,
  keys: { privateKey: string; publicKey: string },
): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--secure-port=${port}`,
    `--tls-cert-file=${certificate.certFile}`,
    `--tls-private-key-file=${certificate.keyFile}`,
    `--cert-dir=${folder}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--anonymous-auth=false',
    `--enable-admission-plugins=${admissionPlugins.join(',')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${keys.publicKey}`,
    `--service-account-signing-key-file=${keys.privateKey}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    `--audit-policy-file=${join(folder, 'audit-policy.json')}`,
    `--audit-log-path=${join(folder, 'audit.log')}`,
    // In megabytes: the log of all tests is larger than the default, and must not begin anew under those who read it.
    '--audit-log-maxsize=100000',
    // Blocking: when a write has been answered, its line is in the log.
    '--audit-log-mode=blocking',
    // A client of a test may send as fast as it likes.
    '--enable-priority-and-fairness=false',
    '--profiling=false',
  ];
}

async function waitUntilReady(client: KubeClient, programs: readonly Program[]): Promise<void> {
  let ended: Program | undefined;
  await eventually(
    async () => {
      ended = programs.find((program) => !program.isRunning);
      if (ended === undefined) await client.send('GET', '/readyz');
    },
    { timeoutMs: 60_000 },
  );
  if (ended !== undefined) throw new Error(`${ended.name} ended early`);
}

/** The controllers run when a fresh namespace has got its default ServiceAccount. */
async function waitForControllers(client: KubeClient, manager: Program): Promise<void> {
  await eventually(
    async () => {
      if (manager.isRunning)
        await client.get({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: { namespace: 'default', name: 'default' },
        });
    },
    { timeoutMs: 60_000 },
  );
  if (!manager.isRunning) throw new Error(`${manager.name} ended early: ${await readFile(manager.logFile, 'utf8')}`);
}
