import { z } from 'zod';
import { withMeta } from '../field.ts';

/** Any text. */
export const text = z.string();

/** True or false. */
export const flag = z.boolean();

/** A whole number without a declared width. */
export const integer = z.int();

/** A whole number of 32 bits. */
export const int32 = z.int32();

/** A whole number of 64 bits; beyond 2^53 JSON numbers lose digits, so that is the limit. */
export const int64 = withMeta(z.int(), { crd: { format: 'int64' } });

/** A whole number of 64 bits that is not below the minimum. */
export const int64From = (minimum: number) => withMeta(z.int().min(minimum), { crd: { format: 'int64' } });

/** List of texts. */
export const texts = z.array(text);

/** Map of texts, such as labels. */
export const textMap = z.record(text, text);

/** A port by number or by name. */
export const intOrString = z.union([z.int(), text], { error: 'must be a whole number or a string' });

/** Syntax of a Kubernetes quantity. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantityPattern =
  /^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$/;

const quantityHint = 'must be a quantity such as 100m, 1.5 or 2Gi';

/** A Kubernetes quantity: `100m`, `2Gi`, 1.5. Written without quotes it arrives as a number. */
export const quantity = z.union([z.number(), z.string().regex(quantityPattern, { error: quantityHint })], {
  error: quantityHint,
});

/** Amounts by name, such as `{cpu: 500m, memory: 1Gi}`. */
export const quantities = z.record(text, quantity);

/** A point in time, RFC 3339. */
export const dateTime = withMeta(z.string(), { crd: { format: 'date-time' } });
