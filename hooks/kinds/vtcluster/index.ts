import { type VTCluster, vtclusterApi } from '../../api/vtcluster.ts';
import type { Kind } from '../kind.ts';

/** VictoriaTraces in parts. Its controller belongs to the traces kinds. */
export const vtcluster: Kind<VTCluster> = { api: vtclusterApi };
