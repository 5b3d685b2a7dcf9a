import type { Issue } from '../../api/issue.ts';

/** A text that is no absolute URL with a host; an empty one counts as not set. The text is not shown: it may hold a password. */
export function findBadUrl(path: string, text: string | undefined): readonly Issue[] {
  if (text === undefined || text === '') return [];
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && url.host !== '') return [];
  const message = 'must be a URL with scheme and host, such as http://proxy:8080';
  return [{ path, reason: 'InvalidUrl', message: `${path} ${message}` }];
}
