import { type VMDistributed, vmdistributedApi } from '../../api/vmdistributed.ts';
import type { Kind } from '../kind.ts';

/** VictoriaMetrics in several zones. Its controller belongs to the distributed kinds. */
export const vmdistributed: Kind<VMDistributed> = { api: vmdistributedApi };
