import type { ApiKind, CustomResource } from '../../api/api-kind.ts';
import { vmnodescrapeApi } from '../../api/vmnodescrape.ts';
import { vmpodscrapeApi } from '../../api/vmpodscrape.ts';
import { vmprobeApi } from '../../api/vmprobe.ts';
import { vmscrapeconfigApi } from '../../api/vmscrapeconfig.ts';
import { vmservicescrapeApi } from '../../api/vmservicescrape.ts';
import { vmstaticscrapeApi } from '../../api/vmstaticscrape.ts';
import type { ScrapeKind, ScrapeObjects } from '../../config/scrape/scraper.ts';

/** APIs of the scrape kinds, by name. */
export const scrapeApis: { readonly [Kind in ScrapeKind]: ApiKind<ScrapeObjects[Kind] & CustomResource> } = {
  VMServiceScrape: vmservicescrapeApi,
  VMPodScrape: vmpodscrapeApi,
  VMProbe: vmprobeApi,
  VMNodeScrape: vmnodescrapeApi,
  VMStaticScrape: vmstaticscrapeApi,
  VMScrapeConfig: vmscrapeconfigApi,
};
