import { type VMServiceScrape, vmservicescrapeApi } from '../../api/vmservicescrape.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Scrapes the pods behind Services. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmservicescrape: Kind<VMServiceScrape> = {
  api: vmservicescrapeApi,
  controller: scrapeController('VMServiceScrape'),
};
