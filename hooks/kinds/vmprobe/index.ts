import { type VMProbe, vmprobeApi } from '../../api/vmprobe.ts';
import type { Kind } from '../kind.ts';
import { scrapeController } from '../scrape-object/controller.ts';

/** Probes targets through a prober. It has a status of its own; the scraping is done by the VMAgents and VMSingles that select it. */
export const vmprobe: Kind<VMProbe> = { api: vmprobeApi, controller: scrapeController('VMProbe') };
