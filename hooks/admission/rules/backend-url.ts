import type { Issue } from '../../api/issue.ts';
import { parseGoUrl } from '../../lib/go-url.ts';

/** What is wrong with the address of a backend of vmauth, or null: it needs scheme http or https and a host. A password in it is not shown. */
export function whyBackendUrlWrong(url: string): string | null {
  const shown = `\`url_prefix: ${JSON.stringify(withoutPassword(url))}\``;
  const parsed = parseGoUrl(url);
  if (!parsed.ok) return `cannot parse ${shown}`;
  const { scheme, host } = parsed.value;
  if (scheme !== 'http' && scheme !== 'https') {
    return `unsupported scheme for ${shown}: ${JSON.stringify(scheme)}; must be \`http\` or \`https\``;
  }
  return host === '' ? `missing hostname in ${shown}` : null;
}

/** Issues of the addresses that cannot be used; `say` makes one of the reason, with the position in the list. */
export function findBadBackends(
  urls: string | readonly string[] | undefined,
  say: (wrong: string, index: number) => Issue,
): readonly Issue[] {
  return [urls ?? []].flat().flatMap((url, index) => {
    const wrong = whyBackendUrlWrong(url);
    return wrong === null ? [] : [say(wrong, index)];
  });
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//***@');
}
