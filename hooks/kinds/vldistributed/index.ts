import { type VLDistributed, vldistributedApi } from '../../api/vldistributed.ts';
import type { Kind } from '../kind.ts';

/** VictoriaLogs in several zones. Its controller belongs to the distributed kinds. */
export const vldistributed: Kind<VLDistributed> = { api: vldistributedApi };
