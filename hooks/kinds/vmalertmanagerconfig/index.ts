import { type VMAlertmanagerConfig, vmalertmanagerconfigApi } from '../../api/vmalertmanagerconfig.ts';
import type { Kind } from '../kind.ts';

/** Routes, receivers and time intervals for Alertmanager. */
export const vmalertmanagerconfig: Kind<VMAlertmanagerConfig> = { api: vmalertmanagerconfigApi };
