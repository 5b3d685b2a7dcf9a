import { type VMScrapeConfig, vmscrapeconfigApi } from '../../api/vmscrapeconfig.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Scrapes targets from any kind of service discovery. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmscrapeconfig: Kind<VMScrapeConfig> = {
  api: vmscrapeconfigApi,
  controller: scrapeController('VMScrapeConfig'),
};
