import { type VLSingle, vlsingleApi } from '../../api/vlsingle.ts';
import type { Kind } from '../kind.ts';

/** VictoriaLogs as one process. Its controller belongs to the logs kinds. */
export const vlsingle: Kind<VLSingle> = { api: vlsingleApi };
