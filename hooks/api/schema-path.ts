/** Path of a field as messages show it: `spec.volumes[2].name`, keys that are no plain names in quotes: `metadata.annotations["a.b/c"]`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.map((part, index) => formatPart(part, index === 0)).join('');
}

function formatPart(part: PropertyKey, isFirst: boolean): string {
  if (typeof part === 'number') return `[${part}]`;
  const name = String(part);
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return `[${JSON.stringify(name)}]`;
  return isFirst ? name : `.${name}`;
}
