import type { Issue } from '../api/issue.ts';
import { parseGoDuration } from '../lib/go-duration.ts';
import { checkRegex } from '../lib/re2.ts';
import type { License } from './args/license.ts';
import { licenses } from './needs-license.ts';

/** How a part of a cluster looks up the storage nodes. */
interface DiscoveryRuleSpec {
  readonly enabled: boolean;
  readonly filter?: string | undefined;
  readonly interval?: string | undefined;
}

/** A part that uses discovery. */
export interface DiscoveringPart {
  /** `vmselect` or `vminsert`. */
  readonly part: 'vmselect' | 'vminsert';
  /** The discovery that counts for the part: its own, or that of the cluster. */
  readonly discovery: DiscoveryRuleSpec;
  /** Where that discovery stands. */
  readonly path: string;
  readonly license: License | undefined;
  /** Storage nodes that the part must not reach; they would be found all the same. */
  readonly maintenance: readonly number[];
}

/** Discovery needs a license, a filter and an interval that can be read, and knows no nodes in maintenance. */
export function discoveryIssues({ part, discovery, path, license, maintenance }: DiscoveringPart): readonly Issue[] {
  const { filter = '', interval = '' } = discovery;
  const field = part === 'vmselect' ? 'maintenanceSelectNodeIDs' : 'maintenanceInsertNodeIDs';
  const regex = filter === '' ? undefined : checkRegex(filter);
  const duration = interval === '' ? undefined : parseGoDuration(interval);
  const say = (at: string, message: string): Issue => ({ path: at, reason: 'DiscoveryInvalid', message });
  return [
    licenses(
      license,
      path,
      'discovery requires a valid license key, see https://docs.victoriametrics.com/victoriametrics/enterprise/',
    ),
    maintenance.length === 0
      ? null
      : say(`spec.vmstorage.${field}`, `${field} cannot be used when ${part} discovery is enabled`),
    regex?.ok === false
      ? say(`${path}.filter`, `${part}: discovery.filter is not a valid regexp: ${regex.error}`)
      : null,
    duration?.ok === false
      ? say(`${path}.interval`, `${part}: discovery.interval=${JSON.stringify(interval)} is invalid: ${duration.error}`)
      : null,
  ].flatMap((issue) => issue ?? []);
}
