import { type VMAuth, vmauthApi } from '../../api/vmauth.ts';
import type { Kind } from '../kind.ts';

/** Lets users through to other workloads. Its schema and rules are here; nothing acts on it yet. */
export const vmauth: Kind<VMAuth> = { api: vmauthApi };
