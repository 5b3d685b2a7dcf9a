import type { Issue } from '../../api/issue.ts';

/** Headers that are not written as `Name: value`. The value is not shown: it may be a secret. */
export function findBadHeaders(path: string, headers: readonly string[] | undefined): readonly Issue[] {
  return (headers ?? []).flatMap((header, index): readonly Issue[] =>
    header.includes(':')
      ? []
      : [{ path: `${path}[${index}]`, reason: 'InvalidHeader', message: 'a header is written as `Name: value`' }],
  );
}
