import { err, ok, type Result } from './result.ts';

// How a quantity was written, which is also how the API server writes it back.
type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** A parsed Kubernetes quantity: an exact number of billionths, and how it was written. */
export interface Quantity {
  /** The value times 10^9; a finer value is rounded away from zero, as the API server does. */
  readonly nano: bigint;
  readonly format: QuantityFormat;
}

const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binaryExponents: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

const shape = /^([+-]?)(\d*)(?:\.(\d*))?([a-zA-Z]*|[eE][+-]?\d+)$/;
const maxBinaryNano = (2n ** 63n - 1n) * 10n ** 9n;

// Go accepts any 32-bit exponent because it never writes the number out. Nobody means 1e1000 bytes; a bigint of that size costs CPU.
const maxExponent = 1000;
const maxDigits = 1000;

/**
 * Parses a Kubernetes quantity (`500m`, `1.5Gi`, `2e3`, `100Mi`); the error says what is wrong with it.
 * Stricter than Go in one point: at least one digit is needed, where Go reads `+`, `.` and `Ki` as zero.
 * Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/api/resource#ParseQuantity
 */
export function parseQuantity(text: string): Result<Quantity, string> {
  const match = text.length > maxDigits ? null : shape.exec(text);
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (match === null || whole.length + fraction.length === 0) {
    return err(
      `${quote(text)} is no quantity: a number with an optional suffix such as m, k, Mi, Gi or e3 is expected`,
    );
  }
  const scale = scaleOf(suffix);
  if (scale === null) return err(`${quote(text)} has the unknown suffix ${quote(suffix)}`);
  if (Math.abs(scale.ten) > maxExponent) return err(`${quote(text)} has an exponent beyond ${maxExponent}`);

  const shift = scale.ten + 9 - fraction.length;
  const digits = BigInt(`0${whole}${fraction}`) * 2n ** scale.two;
  let nano = shift >= 0 ? digits * 10n ** BigInt(shift) : divideRoundingUp(digits, 10n ** BigInt(-shift));
  if (scale.format === 'BinarySI' && nano > maxBinaryNano) nano = maxBinaryNano;
  return ok({ nano: sign === '-' ? -nano : nano, format: scale.format });
}

/**
 * Compares two quantities by value, exactly: `1Gi` equals `1024Mi`. Both texts must be quantities: throws otherwise, so parse
 * what a user typed first.
 */
export function compareQuantities(a: string, b: string): -1 | 0 | 1 {
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (!left.ok) throw new Error(left.error);
  if (!right.ok) throw new Error(right.error);
  if (left.value.nano === right.value.nano) return 0;
  return left.value.nano < right.value.nano ? -1 : 1;
}

interface Scale {
  readonly ten: number;
  readonly two: bigint;
  readonly format: QuantityFormat;
}

function scaleOf(suffix: string): Scale | null {
  const decimal = Object.hasOwn(decimalExponents, suffix) ? decimalExponents[suffix] : undefined;
  if (decimal !== undefined) return { ten: decimal, two: 0n, format: 'DecimalSI' };
  const binary = Object.hasOwn(binaryExponents, suffix) ? binaryExponents[suffix] : undefined;
  if (binary !== undefined) return { ten: 0, two: binary, format: 'BinarySI' };
  if (/^[eE][+-]?\d+$/.test(suffix)) return { ten: Number(suffix.slice(1)), two: 0n, format: 'DecimalExponent' };
  return null;
}

function divideRoundingUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
