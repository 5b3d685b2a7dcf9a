import { gunzipSync, gzipSync } from 'node:zlib';
import { err, ok, type Result } from '../lib/result.ts';

/** Gzips text as UTF-8, in base64 as Secrets carry it. The same text gives the same bytes: zlib writes no time, and the byte for the operating system is fixed. */
export function gzipBase64(text: string): string {
  const bytes = gzipSync(text);
  bytes[operatingSystemByte] = unknownOperatingSystem;
  return bytes.toString('base64');
}

// RFC 1952, 2.3: zlib names the system it was built on there.
const operatingSystemByte = 9;
const unknownOperatingSystem = 255;

/** Undoes gzipBase64. The error says that the value is no gzipped text. */
export function gunzipBase64(base64: string): Result<string, string> {
  try {
    return ok(gunzipSync(Buffer.from(base64, 'base64')).toString('utf8'));
  } catch {
    return err('the value is no gzipped text');
  }
}

/** Number of bytes that a base64 text stands for. */
export function base64Bytes(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
