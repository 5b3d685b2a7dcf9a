import type { JsonObject } from '../../../lib/json.ts';

/** `tag_separator`, to be spread. The empty text stays: it joins tags without a separator, where none given means a comma. */
export function renderTagSeparator(separator: string | undefined): JsonObject {
  return separator === undefined ? {} : { tag_separator: separator };
}
