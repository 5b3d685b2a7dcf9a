/** The name of an HTTP header in its usual case, `user-agent` as `User-Agent`; a text that is no header name stays as it is. Source: https://pkg.go.dev/net/textproto#CanonicalMIMEHeaderKey */
export function canonicalHeader(name: string): string {
  if (!isHeaderName(name)) return name;
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** Is a text the name of an HTTP header? Source: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
export function isHeaderName(name: string): boolean {
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name);
}
