import { renderHttpClient } from '../client/http-client.ts';
import { keepFilled } from '../client/keep-filled.ts';
import { sortedMap } from '../client/sorted-map.ts';
import type { DiscoveryTable } from './section.ts';

/** Targets from lists that somebody keeps. Source: reference A9 */
export const listSections: DiscoveryTable<'staticConfigs' | 'fileSDConfigs' | 'httpSDConfigs' | 'dnsSDConfigs'> = {
  staticConfigs: ({ targets = [], labels }) => ({ targets, labels: sortedMap(labels) }),
  fileSDConfigs: ({ files }) => ({ files }),
  httpSDConfigs: (entry, path, context) => ({ url: entry.url, ...renderHttpClient(entry, path, context) }),
  dnsSDConfigs: ({ names, type, port }) => ({ names, ...keepFilled({ type, port }) }),
};
