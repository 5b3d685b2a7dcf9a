import { describe, expect, it } from 'vitest';
import { hookSources, type ImportLine, importsOf, type Source, withoutComments } from '../../fixtures/sources.ts';

// Each step may import the steps before it and its own folder. Folders in one step do not know each other.
const steps: readonly (readonly string[])[] = [
  ['lib'],
  ['api'],
  ['metacontroller'],
  ['objects', 'config', 'select'],
  ['kinds'],
  ['admission'],
  ['registry'],
  ['dispatch'],
  ['driver'],
  ['plan'],
  ['generate'],
  ['server', 'actions', 'cli'],
  ['main'],
];

/** `hooks/api/issue.ts` is in `api`, `hooks/registry.ts` is `registry`. */
function placeOf(path: string): string {
  return /^hooks\/([a-z-]+)(\/|\.ts$)/.exec(path)?.[1] ?? path;
}

function stepOf(path: string): number {
  return steps.findIndex((step) => step.includes(placeOf(path)));
}

function wrongDirection(from: string, { specifier, local }: ImportLine): string | null {
  if (!local || placeOf(from) === placeOf(specifier)) return null;
  // The version is the one fact that comes from outside hooks/.
  if (from === 'hooks/lib/version.ts' && specifier === 'package.json') return null;
  return stepOf(specifier) >= 0 && stepOf(specifier) < stepOf(from) ? null : `${from} imports ${specifier}`;
}

/** Packages with one home each. Type imports of them are free everywhere but in lib/. */
function homeless(from: string, { specifier, local, form }: ImportLine): string | null {
  if (local) return null;
  const place = placeOf(from);
  const sentence = `${from} imports ${specifier}`;
  if (form === 'type') return place === 'lib' && !specifier.startsWith('node:') ? sentence : null;
  if (specifier === 'fastify' || specifier.startsWith('@fastify/')) return place === 'server' ? null : sentence;
  if (specifier === 'pino') return place === 'server' || place === 'main' ? null : sentence;
  if (specifier.startsWith('@kubernetes/')) {
    return form === 'dynamic' && (from === 'hooks/cli/cluster.ts' || place === 'actions')
      ? null
      : `${sentence} as ${form}`;
  }
  return null;
}

const sources = hookSources();

function offences(
  rule: (from: string, line: ImportLine) => string | null,
  files: readonly Source[] = sources,
): readonly string[] {
  return files.flatMap((file) => importsOf(file).flatMap((line) => rule(file.path, line) ?? []));
}

describe('imports', () => {
  it('of every folder have a place in the order', () => {
    expect(sources.map(({ path }) => path).filter((path) => stepOf(path) < 0)).toEqual([]);
  });

  it('point one way', () => {
    expect(offences(wrongDirection)).toEqual([]);
  });

  it('of fastify, pino and the Kubernetes client stay at home', () => {
    expect(offences(homeless)).toEqual([]);
  });

  it('of own files end in .ts and exist', () => {
    const known = new Set([...sources.map(({ path }) => path), 'package.json']);
    expect(
      offences((from, { specifier, local }) =>
        local && !known.has(specifier) ? `${from} imports ${specifier}` : null,
      ),
    ).toEqual([]);
  });

  it.each([
    { name: 'upwards', path: 'hooks/api/x.ts', text: "import { a } from '../kinds/kind.ts';", rule: wrongDirection },
    {
      name: 'sideways',
      path: 'hooks/objects/x.ts',
      text: "import {\n  a,\n} from '../config/yaml.ts';",
      rule: wrongDirection,
    },
    {
      name: 'types count',
      path: 'hooks/lib/x.ts',
      text: "import type { A } from '../api/issue.ts';",
      rule: wrongDirection,
    },
    { name: 're-export', path: 'hooks/lib/x.ts', text: "export { a } from '../api/issue.ts';", rule: wrongDirection },
    { name: 'fastify', path: 'hooks/cli/x.ts', text: "import fastify from 'fastify';", rule: homeless },
    { name: 'pino', path: 'hooks/dispatch/x.ts', text: "import pino from 'pino';", rule: homeless },
    {
      name: 'client as value',
      path: 'hooks/cli/cluster.ts',
      text: "import { KubeConfig } from '@kubernetes/client-node';",
      rule: homeless,
    },
    {
      name: 'client elsewhere',
      path: 'hooks/cli/x.ts',
      text: "await import('@kubernetes/client-node');",
      rule: homeless,
    },
    { name: 'package types in lib', path: 'hooks/lib/x.ts', text: "import type { z } from 'zod';", rule: homeless },
  ])('the check finds: $name', ({ path, text, rule }) => {
    expect(offences(rule, [{ path, text }])).toHaveLength(1);
  });
});

it('only main.ts reads the environment', () => {
  const readers = sources.filter(({ text }) => /\bprocess\s*\.\s*env\b/.test(withoutComments(text)));
  expect(readers.map(({ path }) => path).filter((path) => path !== 'hooks/main.ts')).toEqual([]);
});
