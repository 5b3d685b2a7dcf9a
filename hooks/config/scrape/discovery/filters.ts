import type { JsonObject } from '../../../lib/json.ts';

/** A filter that the discovery service applies. */
interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** `filters` of EC2 and Docker. */
export function renderFilters(filters: readonly Filter[] = []): readonly JsonObject[] {
  return filters.map(({ name, values }) => ({ name, values }));
}
