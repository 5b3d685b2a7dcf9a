import { type VMRule, vmruleApi } from '../../api/vmrule.ts';
import type { Kind } from '../kind.ts';

/** Recording and alerting rules. Its controller belongs to alerting. */
export const vmrule: Kind<VMRule> = { api: vmruleApi };
