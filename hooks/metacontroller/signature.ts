import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from '../lib/canonical-json.ts';

/**
 * Signs a JSON value: HMAC-SHA256 over its canonical JSON with the first key, as 64 lower-case hex digits. The same value in any key
 * order has the same signature. A payload names what it is signed for, so that a signature never serves another purpose. Throws
 * without a key, and for a value that JSON cannot carry.
 */
export function sign(payload: unknown, keys: readonly string[]): string {
  const [key] = keys;
  if (key === undefined || key === '') throw new Error('nothing can be signed without a key');
  return digest(payload, key).toString('hex');
}

/** True when one of the keys made the signature of this value: after a rotation the former key still counts while it is listed. Compares in constant time. */
export function isSigned(payload: unknown, signature: string, keys: readonly string[]): boolean {
  if (!/^[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature, 'hex');
  return keys.some((key) => key !== '' && timingSafeEqual(digest(payload, key), given));
}

function digest(payload: unknown, key: string): Buffer {
  return createHmac('sha256', key).update(canonicalJson(payload), 'utf8').digest();
}
