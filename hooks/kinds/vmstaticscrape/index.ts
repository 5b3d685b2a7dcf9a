import { type VMStaticScrape, vmstaticscrapeApi } from '../../api/vmstaticscrape.ts';
import type { Kind } from '../kind.ts';

/** Scrapes addresses that are known beforehand. Its controller belongs to the scrape pipeline. */
export const vmstaticscrape: Kind<VMStaticScrape> = { api: vmstaticscrapeApi };
