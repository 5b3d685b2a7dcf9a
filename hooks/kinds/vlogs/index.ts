import { type VLogs, vlogsApi } from '../../api/vlogs.ts';
import type { Kind } from '../kind.ts';

/** The earlier form of VLSingle. It has no controller on purpose: what exists keeps running unmanaged. */
export const vlogs: Kind<VLogs> = { api: vlogsApi };
