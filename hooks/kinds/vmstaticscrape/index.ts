import { type VMStaticScrape, vmstaticscrapeApi } from '../../api/vmstaticscrape.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Scrapes addresses that are known beforehand. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmstaticscrape: Kind<VMStaticScrape> = {
  api: vmstaticscrapeApi,
  controller: scrapeController('VMStaticScrape'),
};
