import type { Issue } from '../../api/issue.ts';

const pattern = '^[0-9]+(kb|mb|gb|tb|KB|MB|GB|TB|KiB|MiB|GiB|TiB)?$';
const syntax = new RegExp(pattern);

/** A number of bytes needs a unit that the programs know, and no space before it. */
export function isByteSize(value: string | number | undefined, path: string): Issue | null {
  if (value === undefined || value === '' || syntax.test(String(value))) return null;
  return {
    path,
    reason: 'InvalidSize',
    message: `bytes value=${JSON.stringify(value)} must match pattern="${pattern}"`,
  };
}
