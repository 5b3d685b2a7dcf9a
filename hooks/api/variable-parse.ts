import { parseQuantity } from '../lib/quantity.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { VariableType } from './variable.ts';

/** A parsed variable; which member of the union it is follows from the variable's type. */
export type VariableValue = string | number | boolean | Readonly<Record<string, string>>;

const image = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/;
const version = /^[A-Za-z0-9_][A-Za-z0-9_.@:-]*$/;
const host = /^(\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\.?|\[?[0-9A-Fa-f:.]+\]?)$/;
const address = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]*):([0-9]{1,5})$/;
const name = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const labelKey = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

// The words which Go's strconv.ParseBool takes: values of an existing deployment must go on working.
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);

/** Reads the text of a variable by its type; the error says what was expected, without naming the variable. */
export function parseVariable(type: VariableType, text: string): Result<VariableValue, string> {
  if (typeof type === 'object') {
    return type.oneOf.includes(text) ? ok(text) : err(`is none of ${type.oneOf.join(', ')}`);
  }
  switch (type) {
    case 'bool':
      return present(booleans.get(text), 'is neither true nor false');
    case 'port':
      return isPort(text) ? ok(text) : err(`is no port: a number from 1 to 65535 is expected${serviceLinkHint(text)}`);
    case 'seconds':
    case 'count':
      return present(wholeNumber(text), 'is no whole number from 0 to 2147483647');
    case 'bytes':
      return present(wholeBytes(text), 'is no number of bytes, such as 524288 or 64Mi');
    case 'quantity or unlimited':
      return parseAmount(text);
    case 'image':
      return matching(image, text, 'is no image reference');
    case 'version':
      return matching(version, text, 'is no image tag');
    case 'Kubernetes version':
      return present(kubernetesMinor(text), 'is no version such as 1.33 or v1.33.2');
    case 'host':
      return matching(host, text, 'is no host or domain name');
    case 'name':
      return matching(name, text, 'may hold letters, digits, dots, dashes and underscores only');
    case 'address':
      return parseAddress(text);
    case 'path':
      return text.startsWith('/') ? ok(text) : err('is no absolute path');
    case 'labels':
    case 'annotations':
      return parsePairs(text, type);
    default:
      return type satisfies never;
  }
}

/** `host:port`, `[IPv6]:port`, or `:port` for all addresses. */
export function splitAddress(text: string): { readonly host: string; readonly port: number } {
  const [, hostPart = '', portPart = ''] = address.exec(text) ?? [];
  return { host: hostPart.replace(/^\[|\]$/g, ''), port: Number(portPart) };
}

/** The reverse of splitAddress, for messages: `*` stands for all addresses. */
export function formatAddress({ host, port }: { readonly host: string; readonly port: number }): string {
  const shown = host === '' ? '*' : host.includes(':') ? `[${host}]` : host;
  return `${shown}:${port}`;
}

function parseAddress(text: string): Result<string, string> {
  const port = address.exec(text)?.[2];
  return port !== undefined && Number(port) <= 65_535
    ? ok(text)
    : err('is no address: `:8080`, `127.0.0.1:8080` or `[::1]:8080` is expected');
}

function parseAmount(text: string): Result<string, string> {
  if (text === 'unlimited') return ok(text);
  const quantity = parseQuantity(text);
  if (!quantity.ok) return err('is neither `unlimited` nor a quantity such as 500m or 200Mi');
  return quantity.value.nano < 0n ? err('is negative') : ok(text);
}

function parsePairs(text: string, type: 'labels' | 'annotations'): Result<Readonly<Record<string, string>>, string> {
  const pairs = new Map<string, string>();
  for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
    const equals = pair.indexOf('=');
    if (equals < 0) return err(`has no = in ${JSON.stringify(pair)}`);
    const key = pair.slice(0, equals).trim();
    const value = pair.slice(equals + 1).trim();
    if (!labelKey.test(key)) return err(`has the invalid key ${JSON.stringify(key)}`);
    if (type === 'labels' && !labelValue.test(value)) return err(`has an invalid label value for ${key}`);
    if (pairs.has(key)) return err(`names ${key} twice`);
    pairs.set(key, value);
  }
  return ok(Object.fromEntries(pairs));
}

/** Minor version of `1.33`, `v1.33.2` or `1.33+`. */
function kubernetesMinor(text: string): number | undefined {
  const minor = /^v?1\.([0-9]{1,3})([.+-].*)?$/.exec(text)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function wholeNumber(text: string): number | undefined {
  const number = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number <= 2_147_483_647 ? number : undefined;
}

function wholeBytes(text: string): number | undefined {
  const quantity = parseQuantity(text);
  if (!quantity.ok || quantity.value.nano < 0n || quantity.value.nano % 1_000_000_000n !== 0n) return undefined;
  const bytes = Number(quantity.value.nano / 1_000_000_000n);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

// A Service named vm-vmalertmanager injects VM_VMALERTMANAGER_PORT=tcp://… into every pod of its namespace.
function serviceLinkHint(text: string): string {
  return /^(tcp|udp|sctp):\/\//.test(text)
    ? '; it looks like a Service link of Kubernetes, set enableServiceLinks: false on the pod'
    : '';
}

function matching(pattern: RegExp, text: string, problem: string): Result<string, string> {
  return pattern.test(text) ? ok(text) : err(problem);
}

function present<T>(value: T | undefined, problem: string): Result<T, string> {
  return value === undefined ? err(problem) : ok(value);
}
