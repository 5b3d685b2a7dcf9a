import { renderNodeScrape } from './jobs/node.ts';
import { renderPodScrape } from './jobs/pod.ts';
import { renderProbe } from './jobs/probe.ts';
import { renderScrapeConfig } from './jobs/scrape-config.ts';
import { renderServiceScrape } from './jobs/service.ts';
import { renderStaticScrape } from './jobs/static.ts';
import type { Job, JobContext, RenderJobs, ScrapeKind, ScrapeObjects } from './scraper.ts';

const renderers: { readonly [Kind in ScrapeKind]: RenderJobs<Kind> } = {
  VMServiceScrape: renderServiceScrape,
  VMPodScrape: renderPodScrape,
  VMProbe: renderProbe,
  VMNodeScrape: renderNodeScrape,
  VMStaticScrape: renderStaticScrape,
  VMScrapeConfig: renderScrapeConfig,
};

/** Jobs of one scrape object of a kind. The object was judged before (judge.ts). */
export function renderJobs<Kind extends ScrapeKind>(
  kind: Kind,
  object: ScrapeObjects[Kind],
  context: JobContext,
): readonly Job[] {
  return renderers[kind](object, context);
}
