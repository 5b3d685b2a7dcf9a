import type { Issue } from '../../api/issue.ts';
import { parseGoUrl } from '../../lib/go-url.ts';

/** A text that is no absolute URL with a host; an empty one counts as not set. The text is not shown: it may hold a password. */
export function findBadUrl(path: string, text: string | undefined): readonly Issue[] {
  if (text === undefined || text === '') return [];
  const url = parseGoUrl(text);
  if (url.ok && url.value.scheme !== '' && url.value.host !== '') return [];
  return [
    { path, reason: 'InvalidUrl', message: `${path} must be a URL with scheme and host, such as http://proxy:8080` },
  ];
}
