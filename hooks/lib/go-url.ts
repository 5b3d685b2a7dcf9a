import { err, ok, type Result } from './result.ts';

/** A URL in parts, as Go sees it. */
export interface GoUrl {
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  /** Host with port; empty where there is none. */
  readonly host: string;
  /** Path with its escapes as written. */
  readonly path: string;
}

/**
 * Splits a URL as Go's net/url does, so that what passes here passes in the programs, relative references included. The error is
 * Go's own sentence, `parse "…": …`. Source: https://pkg.go.dev/net/url#Parse
 */
export function parseGoUrl(text: string): Result<GoUrl, string> {
  const [url = '', fragment = ''] = cut(text, '#');
  const parsed = parseParts(url);
  if (!parsed.ok) return err(`parse ${JSON.stringify(url)}: ${parsed.error}`);
  const wrong = whyEscapeWrong(fragment);
  return wrong === null ? parsed : err(`parse ${JSON.stringify(text)}: ${wrong}`);
}

/** Why Go cannot read a URL, without the URL itself, which may hold a password; null where it can. */
export function whyUrlUnreadable(text: string): string | null {
  const [url = '', fragment = ''] = cut(text, '#');
  const parsed = parseParts(url);
  return parsed.ok ? whyEscapeWrong(fragment) : parsed.error;
}

function parseParts(url: string): Result<GoUrl, string> {
  if (hasControlCharacter(url)) return err('net/url: invalid control character in URL');
  if (url.startsWith(':')) return err('missing protocol scheme');
  const [, scheme = '', rest = url] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(url) ?? [];
  const [hierarchy = ''] = cut(rest, '?');
  const lower = scheme.toLowerCase();
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return ok({ scheme: lower, host: '', path: '' });
    const [segment = ''] = cut(hierarchy, '/');
    if (segment.includes(':')) return err('first path segment in URL cannot contain colon');
  }
  const hasAuthority = hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'));
  if (!hasAuthority) return withPath(lower, '', hierarchy);
  const [, authority = '', path = ''] = /^\/\/([^/]*)(.*)$/s.exec(hierarchy) ?? [];
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  const wrong = whyHostWrong(host) ?? (at < 0 ? null : whyUserWrong(authority.slice(0, at)));
  return wrong === null ? withPath(lower, host, path) : err(wrong);
}

function withPath(scheme: string, host: string, path: string): Result<GoUrl, string> {
  const wrong = whyEscapeWrong(path);
  return wrong === null ? ok({ scheme, host, path }) : err(wrong);
}

function whyHostWrong(host: string): string | null {
  const bracket = host.lastIndexOf(']');
  if (host.startsWith('[') && bracket < 0) return "missing ']' in host";
  const colon = host.lastIndexOf(':');
  const port = host.startsWith('[') ? host.slice(bracket + 1) : colon < 0 ? '' : host.slice(colon);
  if (!/^(:\d*)?$/.test(port)) return `invalid port ${JSON.stringify(port)} after host`;
  // A zone, as in [fe80::1%25en0], may be escaped; elsewhere in a host only bytes beyond ASCII are.
  const broken = /%(?!25|[89A-Fa-f][0-9A-Fa-f]).{0,2}/s.exec(host)?.[0];
  if (broken !== undefined) return `invalid URL escape ${JSON.stringify(broken)}`;
  const character = /[^\w.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}-]/u.exec(host)?.[0];
  return character === undefined ? null : `invalid character ${JSON.stringify(character)} in host name`;
}

function whyUserWrong(user: string): string | null {
  return /^[\w.~:!$&'()*+,;=%@-]*$/.test(user) ? whyEscapeWrong(user) : 'net/url: invalid userinfo';
}

function whyEscapeWrong(text: string): string | null {
  const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(text)?.[0];
  return broken === undefined ? null : `invalid URL escape ${JSON.stringify(broken)}`;
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function cut(text: string, separator: string): readonly string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
