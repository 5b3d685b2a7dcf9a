import { type VMAnomalyConfig, vmanomalyconfigApi } from '../../api/vmanomalyconfig.ts';
import type { Kind } from '../kind.ts';

/** Models, schedulers and queries for vmanomaly. */
export const vmanomalyconfig: Kind<VMAnomalyConfig> = { api: vmanomalyconfigApi };
