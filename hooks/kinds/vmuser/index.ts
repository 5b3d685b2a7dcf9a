import { type VMUser, vmuserApi } from '../../api/vmuser.ts';
import type { Kind } from '../kind.ts';

/** A user of vmauth. Its schema and rules are here; nothing acts on it yet. */
export const vmuser: Kind<VMUser> = { api: vmuserApi };
