import { parseGoDuration } from '../../../lib/go-duration.ts';
import { parseGoUrl, whyUrlUnreadable } from '../../../lib/go-url.ts';
import { whyDurationWrong } from '../duration.ts';
import { whyTemplateWrong } from '../template.ts';

/** What Alertmanager accepts at one place of its configuration. */
export type Shape =
  | { readonly kind: 'text'; readonly check?: (text: string) => string | null }
  | { readonly kind: 'int'; readonly type: 'int' | 'int64' | 'uint64' }
  | { readonly kind: 'float' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'go-duration' }
  | { readonly kind: 'any' }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'map'; readonly value: Shape }
  | ObjectShape;

/** An object with a closed list of fields. */
export interface ObjectShape {
  readonly kind: 'object';
  /** Name of the type in Go's messages. */
  readonly type: string;
  readonly fields: Readonly<Record<string, Shape>>;
  /** What is wrong with the whole, or null, once its fields are read. */
  readonly check: (value: RawObject) => string | null;
}

/** An object as it was read: fields that were left out or null are missing. */
export type RawObject = Readonly<Record<string, unknown>>;

const noCheck = (): null => null;

/** Any scalar; Alertmanager takes numbers and booleans for texts too. */
export const text: Shape = { kind: 'text' };

/** True or false. */
export const flag: Shape = { kind: 'flag' };

/** A list of texts. */
export const texts: Shape = { kind: 'list', item: text };

/** A map of texts. */
export const textMap: Shape = { kind: 'map', value: text };

/** An object; `type` is its name in Go. */
export function object(
  type: string,
  fields: Readonly<Record<string, Shape>>,
  check: ObjectShape['check'] = noCheck,
): ObjectShape {
  return { kind: 'object', type, fields, check };
}

/** Several text fields at once, their names separated by spaces. */
export function textFields(names: string): Readonly<Record<string, Shape>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, text]));
}

/** A duration as Prometheus writes it. */
export const duration: Shape = { kind: 'text', check: whyDurationWrong };

/** A URL with scheme http or https and a host. */
export const url: Shape = { kind: 'text', check: whyUrlWrong };

/** The same, which may also be a template. */
export const templateUrl: Shape = {
  kind: 'text',
  check: (value) => {
    if (value === '') return null;
    const wrong = value.includes('{{') ? whyTemplateWrong(value) : whyUrlWrong(value);
    return wrong === null ? null : `invalid URL: ${wrong}`;
  },
};

function whyUrlWrong(value: string): string | null {
  if (value === '<secret>') return null;
  const parsed = parseGoUrl(value);
  // The URL itself is not shown: it may hold a password.
  if (!parsed.ok) return `parse: ${whyUrlUnreadable(value)}`;
  const { scheme, host } = parsed.value;
  if (scheme !== 'http' && scheme !== 'https') return `unsupported scheme ${JSON.stringify(scheme)} for URL`;
  return host === '' ? 'missing host for URL' : null;
}

/** A duration as Go writes it, in quotes or not. */
export const goDurationText: Shape = {
  kind: 'text',
  check: (value) => {
    const parsed = parseGoDuration(value);
    return parsed.ok ? null : `time: ${parsed.error}`;
  },
};

/** Is a field given and not empty? */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Says that at most one of two fields may be given, in Alertmanager's words. */
export function whyBothGiven(value: RawObject, a: string, b: string): string | null {
  return isGiven(value[a]) && isGiven(value[b]) ? `at most one of ${a} & ${b} must be configured` : null;
}
