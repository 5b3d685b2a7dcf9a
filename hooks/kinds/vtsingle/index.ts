import { type VTSingle, vtsingleApi } from '../../api/vtsingle.ts';
import type { Kind } from '../kind.ts';

/** VictoriaTraces as one process. Its controller belongs to the traces kinds. */
export const vtsingle: Kind<VTSingle> = { api: vtsingleApi };
