import { type VMAgent, vmagentApi } from '../../api/vmagent.ts';
import type { Kind } from '../kind.ts';

/** Scrapes and passes samples on. Its schema and rules are here; nothing acts on it yet. */
export const vmagent: Kind<VMAgent> = { api: vmagentApi };
