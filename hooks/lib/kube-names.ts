/** Says what is wrong with a text, or null where nothing is. */
export type Syntax = (text: string) => string | null;

/** Name of most objects: a DNS subdomain. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#names */
export const whyNoSubdomain: Syntax = (text) =>
  longerThan(text, 253) ??
  unless(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
    text,
    'lower-case letters, digits, - and .',
  );

/** Name of a Service, a container or a volume: a DNS label. (For Services, Kubernetes before 1.34 also asks for a letter in front.) */
export const whyNoLabel: Syntax = (text) =>
  longerThan(text, 63) ?? unless(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, text, 'lower-case letters, digits and -');

/** Name of a Role or binding: whatever can be one segment of a path. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
export const whyNoPathSegment: Syntax = (text) => {
  if (text === '') return 'is empty';
  if (text === '.' || text === '..') return 'is a step in a path';
  return /[/%]/.test(text) ? 'may not hold / and %' : null;
};

/** Value of a label. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const whyNoLabelValue: Syntax = (text) =>
  text === ''
    ? null
    : (longerThan(text, 63) ?? unless(/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/, text, wordCharacters));

/** Key of a label: a name, with a DNS subdomain and a slash before it or without. */
export const whyNoLabelKey: Syntax = (text) => {
  const [name = '', prefix, ...rest] = text.split('/').toReversed();
  if (rest.length > 0) return 'has more than one slash';
  const own = longerThan(name, 63) ?? unless(/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/, name, wordCharacters);
  return own ?? (prefix === undefined ? null : whyNoSubdomain(prefix));
};

/** Key of an annotation: like that of a label, but for case. */
export const whyNoAnnotationKey: Syntax = (text) => whyNoLabelKey(text.toLowerCase());

/** Name of a container's port. Source: https://www.rfc-editor.org/rfc/rfc6335#section-5.1 */
export const whyNoPortName: Syntax = (text) =>
  longerThan(text, 15) ??
  (text.includes('--') ? 'holds two dashes in a row' : null) ??
  (/[a-z]/.test(text) ? null : 'holds no letter') ??
  unless(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, text, 'lower-case letters, digits and -');

/** Name of an environment variable: printable ASCII without =. Kubernetes before 1.32 takes letters, digits, -, _ and . only. */
export const whyNoVariableName: Syntax = (text) =>
  text === '' ? 'is empty' : /^[ -<>-~]+$/.test(text) ? null : 'may only hold printable ASCII characters other than =';

const wordCharacters = 'letters, digits, -, _ and .';

function longerThan(text: string, limit: number): string | null {
  const length = Buffer.byteLength(text);
  return length <= limit ? null : `has ${length} characters, ${limit} are allowed`;
}

function unless(pattern: RegExp, text: string, allowed: string): string | null {
  if (text === '') return 'is empty';
  return pattern.test(text) ? null : `may only hold ${allowed}, with a letter or digit at either end`;
}
