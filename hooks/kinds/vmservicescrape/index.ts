import { type VMServiceScrape, vmservicescrapeApi } from '../../api/vmservicescrape.ts';
import type { Kind } from '../kind.ts';

/** Scrapes the pods behind Services. It is a child of the workload kinds; its own controller belongs to the scrape pipeline. */
export const vmservicescrape: Kind<VMServiceScrape> = { api: vmservicescrapeApi };
