import { chmod } from 'node:fs/promises';
import { build } from 'esbuild';

/**
 * zod brings its messages in some fifty languages; ours are English. What is not in the bundle need not be compiled at every
 * start: together with the alias below this takes the bundle from 20 MB to 3.5 MB.
 */
const englishOnly = {
  name: 'english-only',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer, resolveDir, kind }) =>
      importer.includes('/node_modules/zod/') ? resolve('../locales/en.js', { resolveDir, kind }) : undefined,
    );
  },
};

// One file without node_modules: a faster start and less memory than the package tree (docs/adr/0001).
await build({
  entryPoints: ['hooks/main.ts'],
  outfile: 'dist/vmop.mjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  // Of the Kubernetes client only KubeConfig is used; its index holds 14 MB of models.
  alias: { '@kubernetes/client-node': './node_modules/@kubernetes/client-node/dist/config.js' },
  // Loaded only by routes with JSON schemas, which no app of ours has (hooks/server/fastify-app.ts).
  external: ['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler'],
  plugins: [englishOnly],
  // Function names stay, so that a stack still tells where.
  minifyWhitespace: true,
  minifySyntax: true,
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
await chmod('dist/vmop.mjs', 0o755);
