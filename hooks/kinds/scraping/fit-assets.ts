import { compareBytewise } from '../../lib/bytewise.ts';
import { objectKey } from '../../lib/kube-object.ts';
import type { Rendered } from './render-object.ts';

/**
 * The same objects, but where the certificates and keys of all do not fit into one Secret, those with the largest are left out until the
 * rest fits: nobody's huge file keeps others from being scraped. `room` is in bytes of names and values. The order of the input stays,
 * and does not matter.
 */
export function fitAssets(rendered: readonly Rendered[], room: number): readonly Rendered[] {
  const sizes = new Map<string, number>();
  const users = new Map<string, number>();
  const withFiles = rendered.flatMap(({ object, result }) => {
    if (result.state !== 'rendered' || result.assets.size === 0) return [];
    const files = [...result.assets].map(([name, value]) => ({ name, bytes: name.length + Buffer.byteLength(value) }));
    for (const { name, bytes } of files) {
      sizes.set(name, bytes);
      users.set(name, (users.get(name) ?? 0) + 1);
    }
    return [{ key: objectKey(object), files, bytes: files.reduce((sum, file) => sum + file.bytes, 0) }];
  });
  let total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (total <= room) return rendered;
  const left = new Map<string, number>();
  for (const { key, files, bytes } of withFiles.sort((a, b) => b.bytes - a.bytes || compareBytewise(a.key, b.key))) {
    if (total <= room) break;
    left.set(key, bytes);
    for (const file of files) {
      const others = (users.get(file.name) ?? 0) - 1;
      users.set(file.name, others);
      if (others === 0) total -= file.bytes;
    }
  }
  return rendered.map((each) => {
    const bytes = left.get(objectKey(each.object));
    if (bytes === undefined) return each;
    const message = `its TLS files of ${bytes} bytes do not fit into one Secret beside those of other objects`;
    const { reads } = each.result;
    const issue = { path: 'spec', reason: 'ScrapeObjectTooLarge', message } as const;
    return { ...each, result: { state: 'broken', reads, issue, isSeenHereOnly: true } };
  });
}
