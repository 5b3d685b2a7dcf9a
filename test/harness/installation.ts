import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { controllerObjects } from '../../hooks/generate/composite-controllers.ts';
import { installNames } from '../../hooks/lib/install-names.ts';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { release as thisRelease } from '../../hooks/lib/version.ts';
import { allKinds } from '../../hooks/registry.ts';
import { ApiError } from './api-error.ts';
import type { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { readManifests, repository } from './crds.ts';
import { eventually } from './eventually.ts';
import { HookProxy } from './hook-proxy.ts';
import { HooksService } from './hooks-service.ts';
import { ownImage } from './job-runner.ts';
import { Metacontroller } from './metacontroller.ts';

/** What differs from an ordinary installation. */
export interface InstallationOptions {
  /** Path of the Metacontroller program. */
  readonly metacontroller: string;
  /** Resync period of every controller, in seconds; default: as generated. */
  readonly resyncSeconds?: number;
  /** Environment of the hooks, such as `VM_*` settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** Metacontroller asks the hooks themselves, not the proxy before them, which costs as much as they do. For measuring. */
  readonly isDirect?: boolean;
}

/** vmop installed on a control plane: RBAC and controllers of our manifests, the real Metacontroller, the real hooks behind a proxy. */
export interface Installation {
  readonly metacontroller: Metacontroller;
  readonly hooks: HooksService;
  readonly proxy: HookProxy;
  /** Starts hooks of another release beside the first, with further environment; not yet a backend of the proxy. */
  startHooks(release: string, env?: Readonly<Record<string, string>>): Promise<HooksService>;
  /** Applies all controllers with hook URLs of a release: the commit point of an upgrade. */
  applyControllers(release: string): Promise<void>;
  /** Ends all programs and removes the controllers; parents and children stay. */
  stop(): Promise<void>;
}

/** Installs and starts everything. One installation at a time per control plane: controllers are cluster-scoped. */
export async function startInstallation(
  access: ControlPlaneAccess,
  client: KubeClient,
  options: InstallationOptions,
): Promise<Installation> {
  const folder = await mkdtemp(join(access.folder, 'installation-'));
  const token = randomBytes(16).toString('hex');
  await applyBase(client, token);
  const all: HooksService[] = [];
  const startHooks = async (release: string, extra: Readonly<Record<string, string>> = {}) => {
    const env = { VMOP_IMAGE: ownImage, ...options.env, ...extra, VMOP_RELEASE: release };
    const service = await HooksService.start({
      folder,
      name: `hooks-${all.length}`,
      only: 'hooks',
      token,
      env,
      bundle: access.bundle,
    });
    all.push(service);
    return service;
  };
  const hooks = await startHooks(thisRelease);
  const proxy = await HookProxy.start([hooks.port]);
  const baseUrl = options.isDirect === true ? `http://127.0.0.1:${hooks.port}` : proxy.baseUrl;
  const applyControllers = async (release: string) => {
    for (const controller of buildControllers(baseUrl, release, options.resyncSeconds))
      await client.apply(controller, { fieldManager: 'install' });
  };
  await applyControllers(thisRelease);
  const metacontroller = new Metacontroller(options.metacontroller, access, client);
  await metacontroller.start();
  return {
    metacontroller,
    hooks,
    proxy,
    startHooks,
    applyControllers,
    stop: async () => {
      await metacontroller.stop();
      await Promise.all([proxy.stop(), ...all.map((service) => service.kill())]);
      for (const controller of buildControllers(baseUrl, thisRelease))
        await eventually(() => client.delete(controller).catch(ignoreMissing));
    },
  };
}

/** The namespace, the token, the ServiceAccount and the generated permissions of Metacontroller; no administrator's rights. */
async function applyBase(client: KubeClient, token: string): Promise<void> {
  const { namespace, tokenSecret } = installNames;
  const manifests = join(repository, 'manifests');
  const permissions = [
    ...(await readManifests(join(manifests, 'rbac'))),
    ...(await readManifests(join(manifests, 'rbac', 'components', 'vpa'))),
  ];
  const [serviceAccount] = await readManifests(join(manifests, 'metacontroller', 'service-account.yaml'));
  if (serviceAccount === undefined) throw new Error('manifests/metacontroller/service-account.yaml is empty');
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: tokenSecret, namespace },
    stringData: { token },
  };
  const objects: readonly KubeObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    secret,
    { ...serviceAccount, metadata: { ...serviceAccount.metadata, namespace } },
    ...permissions,
  ];
  for (const object of objects) await client.apply(object, { fieldManager: 'install' });
}

function buildControllers(baseUrl: string, release: string, resyncSeconds?: number): readonly KubeObject[] {
  const token = { namespace: installNames.namespace, name: installNames.tokenSecret, key: 'token' };
  return controllerObjects(allKinds, { baseUrl, release, token }, ['vpa']).map((controller) => {
    if (!isKubeObject(controller)) throw new Error('a generated controller is no Kubernetes object');
    if (resyncSeconds === undefined) return controller;
    return { ...controller, spec: { ...Object(controller.spec), resyncPeriodSeconds: resyncSeconds } };
  });
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 404)) throw error;
}
