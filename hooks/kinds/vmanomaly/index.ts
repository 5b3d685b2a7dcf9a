import { type VMAnomaly, vmanomalyApi } from '../../api/vmanomaly.ts';
import type { Kind } from '../kind.ts';

/** A vmanomaly, alone or in shards. */
export const vmanomaly: Kind<VMAnomaly> = { api: vmanomalyApi };
