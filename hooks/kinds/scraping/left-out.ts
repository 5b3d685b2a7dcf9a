import { type Issue, issueText } from '../../api/issue.ts';
import { objectKey } from '../../lib/kube-object.ts';
import type { CardInput } from '../selection-card/build-card.ts';
import type { Rendered } from './render-object.ts';

/** Objects of which something is wrong that their own sync cannot see: mostly a reference that is missing. */
export function missingOf(rendered: readonly Rendered[]): CardInput['missing'] {
  return rendered.flatMap(({ kind, object, result }) => {
    if (result.state !== 'broken' || !result.isSeenHereOnly) return [];
    const { name, namespace = '' } = object.metadata;
    return [{ kind, namespace, name, message: issueText(result.issue) }];
  });
}

/** More than these are counted, not named. */
const namedObjects = 10;

/** What the status of the workload says of objects that are left out or wait. */
export function findLeftOut(rendered: readonly Rendered[]): readonly Issue[] {
  const sentences = { broken: [] as string[], pending: [] as string[] };
  for (const { object, result } of rendered) {
    if (result.state === 'broken') sentences.broken.push(`${objectKey(object)}: ${result.issue.message}`);
    if (result.state === 'pending') sentences.pending.push(objectKey(object));
  }
  const { broken, pending } = sentences;
  return [
    ...(broken.length === 0
      ? []
      : [{ path: '', reason: 'ScrapeObjectsLeftOut' as const, message: `left out: ${shorten(broken)}` }]),
    ...(pending.length === 0
      ? []
      : [
          {
            path: '',
            reason: 'ReferencesPending' as const,
            message: `waiting for referenced values: ${shorten(pending)}`,
          },
        ]),
  ];
}

function shorten(sentences: readonly string[]): string {
  const more = sentences.length - namedObjects;
  return `${sentences.slice(0, namedObjects).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
