import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { release } from '../../../hooks/lib/version.ts';
import { parseCopy, parseDockerfile, parseExec, type Stage, textsOf } from '../../fixtures/dockerfile.ts';

/** What is wrong with a Dockerfile, one sentence each. */
function lint(text: string): readonly string[] {
  const stages = parseDockerfile(text);
  const runtime = stages.at(-1);
  if (runtime === undefined) return ['has no stage'];
  return [...stages.flatMap(lintStage), ...lintRuntime(runtime, text)];
}

function lintStage({ image, instructions }: Stage): readonly string[] {
  const names = instructions.map(({ name }) => name);
  const tag = /:([^/@]+)(@sha256:[0-9a-f]{64})?$/.exec(image)?.[1] ?? '';
  return [
    ...(/^v?[0-9]+\.[0-9]+\.[0-9]+/.test(tag) ? [] : [`${image} is not pinned to a full version`]),
    ...(names.includes('ADD') ? ['ADD fetches and unpacks; use COPY'] : []),
    ...instructions.flatMap(({ name, text }) =>
      name === 'RUN' && /\b(sudo|curl|wget)\b/.test(text) ? [`RUN ${text}`] : [],
    ),
    ...instructions.flatMap(({ name, text }) =>
      name === 'COPY' && parseCopy(text).sources.includes('.') ? ['COPY . takes whatever lies about'] : [],
    ),
    ...instructions.flatMap(({ name, text }) =>
      ['ENV', 'ARG'].includes(name) && /(token|password|secret|key)/i.test(text)
        ? [`${name} ${text} looks like a secret`]
        : [],
    ),
  ];
}

function lintRuntime(runtime: Stage, text: string): readonly string[] {
  const users = textsOf(runtime, 'USER');
  const copies = textsOf(runtime, 'COPY').map(parseCopy);
  return [
    ...(/^[1-9][0-9]*(:[1-9][0-9]*)?$/.test(users.at(-1) ?? '')
      ? []
      : ['the last USER is no numeric user other than root']),
    ...(textsOf(runtime, 'RUN').length === 0 ? [] : ['the runtime stage runs commands']),
    ...(copies.every(({ flags }) => flags['from'] !== undefined) ? [] : ['the runtime stage copies from the checkout']),
    ...(text.includes('node_modules') &&
    copies.some(({ sources }) => sources.some((path) => path.includes('node_modules')))
      ? ['node_modules in the image']
      : []),
    ...['ENTRYPOINT', 'CMD'].flatMap((name) => {
      const last = textsOf(runtime, name).at(-1);
      return last?.startsWith('[') ? [] : [`${name} is not in exec form`];
    }),
  ];
}

const text = readFileSync('Dockerfile', 'utf8');

describe('Dockerfile', () => {
  it('has no finding', () => {
    expect(lint(text)).toEqual([]);
  });

  it.each([
    { name: 'latest', from: /node:\S+/, to: 'node:latest', finding: 'node:latest is not pinned to a full version' },
    { name: 'no tag', from: /node:\S+/, to: 'node', finding: 'node is not pinned to a full version' },
    {
      name: 'root',
      from: 'USER 65532:65532',
      to: 'USER 0',
      finding: 'the last USER is no numeric user other than root',
    },
    {
      name: 'user by name',
      from: 'USER 65532:65532',
      to: 'USER node',
      finding: 'the last USER is no numeric user other than root',
    },
    { name: 'ADD', from: 'COPY scripts', to: 'ADD scripts', finding: 'ADD fetches and unpacks; use COPY' },
    {
      name: 'everything copied',
      from: 'COPY hooks ./hooks',
      to: 'COPY . .',
      finding: 'COPY . takes whatever lies about',
    },
    { name: 'shell form', from: 'CMD ["serve"]', to: 'CMD serve', finding: 'CMD is not in exec form' },
    { name: 'secret', from: 'ENV NODE_ENV=production', to: 'ENV TOKEN=x', finding: 'ENV TOKEN=x looks like a secret' },
  ])('the lint finds: $name', ({ from, to, finding }) => {
    expect(lint(text.replace(from, to))).toContain(finding);
  });

  it('starts the bundle', () => {
    const runtime = parseDockerfile(text).at(-1);
    const [entry = ''] = runtime === undefined ? [] : textsOf(runtime, 'ENTRYPOINT');
    expect(parseExec(entry)).toEqual(['node', '--max-semi-space-size=4', '--max-old-space-size=512', '/app/vmop.mjs']);
  });

  it('copies what exists and .dockerignore lets in, and says the release', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
    const sources = parseDockerfile(text).flatMap((stage) =>
      textsOf(stage, 'COPY')
        .map(parseCopy)
        .flatMap(({ flags, sources }) => (flags['from'] === undefined ? sources : [])),
    );
    expect(sources.filter((path) => !existsSync(path))).toEqual([]);
    expect(sources.filter((path) => !ignore.includes(`!${path}`))).toEqual([]);
    expect(text).toContain(`org.opencontainers.image.version="${release}"`);
  });

  it('uses a Node.js that package.json allows', () => {
    const [major = 0, minor = 0] = (/node:(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
    expect(major > 20 || (major === 20 && minor >= 19)).toBe(true);
  });
});
