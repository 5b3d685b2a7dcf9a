import { build } from 'esbuild';
import { chmod } from 'node:fs/promises';

// One file without node_modules: half the cold start and less memory than the package tree (docs/adr/0001).
await build({
  entryPoints: ['hooks/main.ts'],
  outfile: 'dist/vmop.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  banner: { js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
});
await chmod('dist/vmop.mjs', 0o755);
