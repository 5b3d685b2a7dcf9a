import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { allKinds } from '../registry.ts';
import { generators } from './generators.ts';

for (const { path, text } of generators.flatMap((generate) => generate(allKinds))) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
