import { type VMScrapeConfig, vmscrapeconfigApi } from '../../api/vmscrapeconfig.ts';
import type { Kind } from '../kind.ts';

/** Scrapes targets from any kind of service discovery. Its controller belongs to the scrape pipeline. */
export const vmscrapeconfig: Kind<VMScrapeConfig> = { api: vmscrapeconfigApi };
