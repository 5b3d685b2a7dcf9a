import type { z } from 'zod';
import type { remoteWriteTarget } from '../../api/common/remote-write.ts';
import type { Issue } from '../../api/issue.ts';
import { whyAuthWrong } from '../../config/access/endpoint-auth.ts';
import { isByteSize } from './byte-size.ts';
import { findBadHeaders } from './headers.ts';
import { relabelWarnings } from './relabeling.ts';
import { collect } from './rule.ts';
import { streamAggregationWarnings } from './stream-aggregation.ts';
import { findBadUrl } from './url.ts';

type RemoteWriteTarget = z.output<typeof remoteWriteTarget>;

/** Each storage has an address, and its limits can be read. */
export function remoteWriteIssues(targets: readonly RemoteWriteTarget[]): readonly Issue[] {
  return targets.flatMap(({ url, maxDiskUsage }, index) =>
    collect([
      url === ''
        ? {
            path: `spec.remoteWrite[${index}].url`,
            reason: 'RemoteWriteMissing',
            message: `remoteWrite[${index}].url cannot be empty`,
          }
        : null,
      isByteSize(maxDiskUsage, `spec.remoteWrite[${index}].maxDiskUsage`),
    ]),
  );
}

/** What the official operator lets through, though the agent will not start or not reach the storage with it. */
export function remoteWriteWarnings(targets: readonly RemoteWriteTarget[]): readonly Issue[] {
  return targets.flatMap((target, index) => {
    const path = `spec.remoteWrite[${index}]`;
    const wrong = whyAuthWrong({ tlsConfig: target.tlsConfig, oauth2: target.oauth2 });
    return collect([
      // The agent fills in %{ENV} at its start: what the address will be is not known here.
      target.url.includes('%{') ? [] : findBadUrl(`${path}.url`, target.url),
      findBadUrl(`${path}.proxyURL`, target.proxyURL),
      findBadHeaders(`${path}.headers`, target.headers),
      wrong === null ? [] : [{ path: `${path}.${wrong.field}`, reason: 'EndpointAuthInvalid', message: wrong.message }],
      relabelWarnings(target.inlineUrlRelabelConfig, `${path}.inlineUrlRelabelConfig`),
      streamAggregationWarnings(target.streamAggrConfig, `${path}.streamAggrConfig`),
    ]);
  });
}
