import type { PrintColumn } from '../api-kind.ts';

/** What `kubectl get` shows of a kind that runs nothing itself, such as a scrape or a rule. */
export const configColumns: readonly PrintColumn[] = [
  { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
  { name: 'Sync Error', type: 'string', jsonPath: '.status.reason' },
];
