import { createHash, timingSafeEqual } from 'node:crypto';

/** True when an Authorization header carries one of the tokens. Every token is compared, in constant time, whatever the header says. */
export function acceptsBearer(tokens: readonly string[], header: string | undefined): boolean {
  const given = digest(/^bearer +(.+)$/i.exec(header ?? '')?.[1] ?? '');
  let accepted = false;
  for (const token of tokens) {
    if (timingSafeEqual(digest(token), given)) accepted = true;
  }
  return accepted;
}

// Equal lengths for timingSafeEqual, whatever the caller sent.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
