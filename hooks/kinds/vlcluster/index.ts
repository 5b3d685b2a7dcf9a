import { type VLCluster, vlclusterApi } from '../../api/vlcluster.ts';
import type { Kind } from '../kind.ts';

/** VictoriaLogs in parts. Its controller belongs to the logs kinds. */
export const vlcluster: Kind<VLCluster> = { api: vlclusterApi };
