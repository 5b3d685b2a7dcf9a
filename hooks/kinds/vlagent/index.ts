import { type VLAgent, vlagentApi } from '../../api/vlagent.ts';
import type { Kind } from '../kind.ts';

/** Sends logs to stores. Its controller belongs to the logs kinds. */
export const vlagent: Kind<VLAgent> = { api: vlagentApi };
