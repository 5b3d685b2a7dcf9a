import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';

type Spec = VMScrapeConfig['spec'];

/** Fields of a VMScrapeConfig that list entries of one kind of discovery. */
export type DiscoveryField = Extract<keyof Spec, 'staticConfigs' | `${string}SDConfigs`>;

/** One entry of a discovery field, as a user writes it. */
export type DiscoveryEntry<Field extends DiscoveryField> = NonNullable<Spec[Field]>[number];

/** The discovery fields of a spec. */
export type DiscoverySpec = { readonly [Field in DiscoveryField]?: readonly DiscoveryEntry<Field>[] };

/** One entry as vmagent reads it, keys in the order of the output. `path` is that of the entry: `spec.consulSDConfigs[0]`. */
export type RenderEntry<Field extends DiscoveryField> = (
  entry: DiscoveryEntry<Field>,
  path: string,
  context: JobContext,
) => JsonObject;

/** A table of discovery sections: how an entry of each field is rendered. */
export type DiscoveryTable<Field extends DiscoveryField> = { readonly [F in Field]: RenderEntry<F> };
