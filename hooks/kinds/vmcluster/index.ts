import { type VMCluster, vmclusterApi } from '../../api/vmcluster.ts';
import type { Kind } from '../kind.ts';

/** Metrics storage in parts. Its schema and rules are here; nothing acts on it yet. */
export const vmcluster: Kind<VMCluster> = { api: vmclusterApi };
