import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { ApiError } from './api-error.ts';
import type { KubeClient } from './client.ts';
import { textAt } from './fields.ts';
import type { WatchEvent } from './watch.ts';

/** StorageClasses of the simulated cluster. None is the default, so a claim without class stays without. */
export const storageClasses = { expandable: 'expandable', fixed: 'fixed' } as const;

const provisioner = 'storage.vmop.test/simulated';

/**
 * The storage side of the simulated nodes: an external provisioner and resizer. It makes a volume for each claim (the real
 * volume controller binds the two), grows volumes of classes that may grow, and removes volumes whose claim is gone.
 */
export class ClaimSimulator {
  readonly #client: KubeClient;
  readonly #signal: AbortSignal;
  readonly #onClaim: (claim: KubeObject, bound: boolean) => void;
  readonly #claims = new Map<string, KubeObject>();
  readonly #heldGrowth = new Set<(claim: KubeObject) => boolean>();

  constructor(client: KubeClient, signal: AbortSignal, onClaim: (claim: KubeObject, bound: boolean) => void) {
    this.#client = client;
    this.#signal = signal;
    this.#onClaim = onClaim;
  }

  async start(): Promise<void> {
    for (const [name, allowVolumeExpansion] of [
      [storageClasses.expandable, true],
      [storageClasses.fixed, false],
    ] as const) {
      const storageClass = {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name },
        provisioner,
        allowVolumeExpansion,
        reclaimPolicy: 'Delete',
      };
      if ((await this.#client.find(storageClass)) === undefined) await this.#client.create(storageClass);
    }
    await this.#client.watch(
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
      (event) => this.#note(event),
      this.#signal,
    );
  }

  /** Leaves the growth of chosen claims undone until released. */
  holdGrowth(applies: (claim: KubeObject) => boolean): () => void {
    this.#heldGrowth.add(applies);
    return () => {
      this.#heldGrowth.delete(applies);
      for (const claim of this.#claims.values()) this.#run(() => this.#serve(claim));
    };
  }

  #note({ type, object }: WatchEvent): void {
    const { uid = '' } = object.metadata;
    if (type === 'DELETED') {
      this.#claims.delete(uid);
      this.#onClaim(object, false);
      this.#run(() => this.#client.delete(volumeRef(uid)));
      return;
    }
    this.#claims.set(uid, object);
    this.#onClaim(object, textAt(object.status, 'phase') === 'Bound');
    this.#run(() => this.#serve(object));
  }

  async #serve(claim: KubeObject): Promise<void> {
    if (claim.metadata.deletionTimestamp !== undefined) return;
    if (textAt(claim.spec, 'volumeName') === undefined) await this.#provision(claim);
    else if (textAt(claim.status, 'phase') === 'Bound') await this.#grow(claim);
  }

  async #provision(claim: KubeObject): Promise<void> {
    const { name, namespace, uid = '' } = claim.metadata;
    const spec = {
      capacity: { storage: wishedSize(claim) },
      accessModes: accessModes(claim),
      storageClassName: textAt(claim.spec, 'storageClassName') ?? '',
      persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: `/simulated/${uid}` },
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
    };
    await this.#client.create({ ...volumeRef(uid), spec });
  }

  async #grow(claim: KubeObject): Promise<void> {
    const size = wishedSize(claim);
    const mayGrow = textAt(claim.spec, 'storageClassName') === storageClasses.expandable;
    if (!mayGrow || textAt(claim.status, 'capacity', 'storage') === size) return;
    if ([...this.#heldGrowth].some((applies) => applies(claim))) return;
    await this.#client.patch(volumeRef(claim.metadata.uid ?? ''), { spec: { capacity: { storage: size } } });
    await this.#client.patch(claim, { status: { capacity: { storage: size }, conditions: null } }, 'merge', {
      subresource: 'status',
    });
  }

  /** Runs in the background; an object that is gone, there already or changed meanwhile is no failure. */
  #run(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      const isRace = error instanceof ApiError && [403, 404, 409].includes(error.code);
      if (!isRace && !this.#signal.aborted) throw error;
    });
  }
}

function volumeRef(claimUid: string): KubeObject {
  return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: `pvc-${claimUid}` } };
}

function wishedSize(claim: KubeObject): string {
  return textAt(claim.spec, 'resources', 'requests', 'storage') ?? '1Gi';
}

function accessModes(claim: KubeObject): readonly string[] {
  const modes =
    claim.spec !== null && typeof claim.spec === 'object' && 'accessModes' in claim.spec
      ? claim.spec.accessModes
      : undefined;
  return Array.isArray(modes) ? modes.map(String) : ['ReadWriteOnce'];
}
