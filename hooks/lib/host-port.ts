/** What is wrong with an address of the form host:port, in Go's words, or null. Source: https://pkg.go.dev/net#SplitHostPort */
export function whyHostPortWrong(address: string): string | null {
  const refuse = (why: string) => `address ${address}: ${why}`;
  const [, host, port] = /^(\[[^[\]]*\]|[^[\]]*):([^:]*)$/.exec(address) ?? [];
  if (host === undefined) return refuse('missing port in address');
  if (!host.startsWith('[') && host.includes(':')) return refuse('too many colons in address');
  return port === '' ? `address ${JSON.stringify(address)}: port cannot be empty` : null;
}
