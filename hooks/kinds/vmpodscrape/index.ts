import { type VMPodScrape, vmpodscrapeApi } from '../../api/vmpodscrape.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Scrapes pods directly. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmpodscrape: Kind<VMPodScrape> = { api: vmpodscrapeApi, controller: scrapeController('VMPodScrape') };
