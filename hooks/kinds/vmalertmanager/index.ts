import { type VMAlertmanager, vmalertmanagerApi } from '../../api/vmalertmanager.ts';
import type { Kind } from '../kind.ts';

/** An Alertmanager, alone or as a cluster. */
export const vmalertmanager: Kind<VMAlertmanager> = { api: vmalertmanagerApi };
