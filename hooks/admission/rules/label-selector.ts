import type { Issue } from '../../api/issue.ts';
import { type WrittenSelector, whySelectorWrong } from '../../lib/label-selector-syntax.ts';

/** The issue of a label selector that Kubernetes would not read. */
export function findBadSelector(path: string, selector: WrittenSelector | undefined): readonly Issue[] {
  const message = whySelectorWrong(selector);
  return message === null ? [] : [{ path, reason: 'InvalidLabelSelector', message }];
}
