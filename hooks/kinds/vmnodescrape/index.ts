import { type VMNodeScrape, vmnodescrapeApi } from '../../api/vmnodescrape.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Scrapes the nodes of the cluster. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmnodescrape: Kind<VMNodeScrape> = { api: vmnodescrapeApi, controller: scrapeController('VMNodeScrape') };
