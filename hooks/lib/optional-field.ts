/** An object with one field, or with none where the value is undefined or the empty text; to be spread into another. */
export function optionalField<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [Field in Key]?: Value } {
  return value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [Field in Key]: Value });
}
