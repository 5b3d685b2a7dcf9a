import { type VMPodScrape, vmpodscrapeApi } from '../../api/vmpodscrape.ts';
import type { Kind } from '../kind.ts';

/** Scrapes pods directly. Its controller belongs to the scrape pipeline. */
export const vmpodscrape: Kind<VMPodScrape> = { api: vmpodscrapeApi };
