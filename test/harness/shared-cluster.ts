import { inject } from 'vitest';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { ApiError } from './api-error.ts';
import { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { eventually } from './eventually.ts';
import { NodeSimulator } from './node-simulator.ts';
import { WriteCounter } from './writes.ts';

/** True where the control plane could not be built: `describe.skipIf(isControlPlaneMissing())`. */
export const isControlPlaneMissing = (): boolean => inject('controlPlane') === null;

/** True where Metacontroller or the control plane is missing. */
export const isMetacontrollerMissing = (): boolean => isControlPlaneMissing() || inject('metacontroller') === null;

/** The shared control plane as one test file uses it. */
export interface SharedCluster {
  readonly access: ControlPlaneAccess;
  /** Client of the administrator. */
  readonly client: KubeClient;
  readonly nodes: NodeSimulator;
  readonly writes: WriteCounter;
  /** Creates a namespace with a unique name that begins with `name`. */
  namespace(name: string): Promise<string>;
  /** Removes the namespaces of this file, so that the next one meets nothing of them, and stops the nodes. */
  leave(): Promise<void>;
}

/** Joins the control plane that global-setup.ts started, with simulated nodes. Call it in beforeAll, and `leave` in afterAll. */
export async function joinSharedCluster(): Promise<SharedCluster> {
  const access = inject('controlPlane');
  if (access === null) throw new Error('no control plane: guard the tests by isControlPlaneMissing()');
  const client = new KubeClient(access);
  const nodes = await NodeSimulator.start(access);
  const created: KubeObject[] = [];
  return {
    access,
    client,
    nodes,
    writes: new WriteCounter(access.auditLog),
    namespace: async (name) => {
      const unique = `${name}-${Math.random().toString(36).slice(2, 8)}`;
      const namespace = await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: unique } });
      created.push(namespace);
      // A pod can be created once its ServiceAccount exists.
      return namespace.metadata.name;
    },
    leave: async () => {
      await Promise.all(created.map((namespace) => eventually(() => client.delete(namespace).catch(ignoreMissing))));
      // An object with a finalizer that nobody takes off keeps its namespace for ever, but then nothing else is left in it.
      await eventually(() => Promise.all(created.map((namespace) => expectGone(client, namespace))), {
        timeoutMs: 30_000,
        everyMs: 250,
      }).catch(() => {});
      nodes.stop();
      client.close();
    },
  };
}

async function expectGone(client: KubeClient, object: KubeObject): Promise<void> {
  const live = await client.find(object);
  if (live !== undefined) throw new Error(`${objectKey(object)} has not ended: ${JSON.stringify(live.status)}`);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 404)) throw error;
}
