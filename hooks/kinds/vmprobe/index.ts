import { type VMProbe, vmprobeApi } from '../../api/vmprobe.ts';
import type { Kind } from '../kind.ts';

/** Probes targets through a prober. Its controller belongs to the scrape pipeline. */
export const vmprobe: Kind<VMProbe> = { api: vmprobeApi };
