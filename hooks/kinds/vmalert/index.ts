import { type VMAlert, vmalertApi } from '../../api/vmalert.ts';
import type { Kind } from '../kind.ts';

/** A vmalert that evaluates rules. */
export const vmalert: Kind<VMAlert> = { api: vmalertApi };
