import { describe, expect, it } from 'vitest';
import { parseGoUrl } from '../../../hooks/lib/go-url.ts';

describe('parseGoUrl', () => {
  it.each([
    { text: 'http://vm:8428/a?b=c#d', scheme: 'http', host: 'vm:8428', path: '/a' },
    { text: 'HTTPS://user:p%40ss@[fe80::1%25en0]:1/x', scheme: 'https', host: '[fe80::1%25en0]:1', path: '/x' },
    { text: 'file:///etc/x', scheme: 'file', host: '', path: '/etc/x' },
    { text: 'dns+srv+x:y', scheme: 'dns+srv+x', host: '', path: '' },
    { text: 'am.svc', scheme: '', host: '', path: 'am.svc' },
    { text: '//am:9093/x', scheme: '', host: 'am:9093', path: '/x' },
    { text: '', scheme: '', host: '', path: '' },
    { text: 'http://', scheme: 'http', host: '', path: '' },
    { text: 'http://münchen/ü', scheme: 'http', host: 'münchen', path: '/ü' },
  ])('$text', ({ text, ...value }) => {
    expect(parseGoUrl(text)).toEqual({ ok: true, value });
  });

  // Each sentence is what Go 1.24 prints.
  it.each([
    { text: 'http://[::1', error: 'parse "http://[::1": missing \']\' in host' },
    { text: 'http://a:b/', error: 'parse "http://a:b/": invalid port ":b" after host' },
    { text: 'am:9093', error: null },
    { text: '10.0.0.1:9093', error: 'parse "10.0.0.1:9093": first path segment in URL cannot contain colon' },
    { text: '://x', error: 'parse "://x": missing protocol scheme' },
    { text: 'http://a b/', error: 'parse "http://a b/": invalid character " " in host name' },
    { text: 'http://a/%zz', error: 'parse "http://a/%zz": invalid URL escape "%zz"' },
    { text: 'http://a%41/', error: 'parse "http://a%41/": invalid URL escape "%41"' },
    { text: 'http://a\n/', error: 'parse "http://a\\n/": net/url: invalid control character in URL' },
    { text: 'http://u^@a/', error: 'parse "http://u^@a/": net/url: invalid userinfo' },
    { text: 'http://a/#%', error: 'parse "http://a/#%": invalid URL escape "%"' },
  ])('$text', ({ text, error }) => {
    const result = parseGoUrl(text);
    expect(result.ok ? null : result.error).toBe(error);
  });
});
