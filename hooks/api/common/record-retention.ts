import { optional } from '../field.ts';
import { retentionPeriod } from './retention.ts';
import { flag, text } from './scalars.ts';

const future = 'How far in the future a record may lie, such as 2d; what lies beyond is dropped.';

/** What a store of logs or traces keeps and what it says about it; how far ahead records may lie is a field of its own per form. */
export const recordRetentionFields = {
  retentionPeriod: optional(retentionPeriod, 'How long records are kept: a number of months, or with h, d, w or y.'),
  retentionMaxDiskSpaceUsageBytes: optional(
    text,
    'Disk space above which the oldest records are dropped, such as 50GB.',
  ),
  logNewStreams: optional(flag, 'Log every new stream; for finding out who makes too many.'),
  logIngestedRows: optional(flag, 'Log every record that is taken in; for debugging.'),
};

/** Horizon for a store that runs as a single pod. The CRDs know no weeks there. */
export const singleFutureRetention = { futureRetention: optional(text.regex(/^[0-9]+(h|d|y)?$/), future) };

/** Horizon for the storage nodes of a cluster. */
export const clusterFutureRetention = { futureRetention: optional(text.regex(/^[0-9]+(h|d|w|y)?$/), future) };
