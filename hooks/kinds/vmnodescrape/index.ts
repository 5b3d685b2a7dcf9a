import { type VMNodeScrape, vmnodescrapeApi } from '../../api/vmnodescrape.ts';
import type { Kind } from '../kind.ts';

/** Scrapes the nodes of the cluster. Its controller belongs to the scrape pipeline. */
export const vmnodescrape: Kind<VMNodeScrape> = { api: vmnodescrapeApi };
