import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { release } from '../../hooks/lib/version.ts';
import { parseCopy, parseDockerfile, parseExec, type Stage, textsOf } from '../fixtures/dockerfile.ts';
import { repository } from '../harness/crds.ts';
import { eventually } from '../harness/eventually.ts';
import { readText } from '../harness/hooks-service.ts';
import { freePorts } from '../harness/programs.ts';

// No container runtime is needed: the Dockerfile's own commands are run in an empty folder, as the user it names.
const isRoot = process.getuid?.() === 0;
const canDrop = !isRoot || spawnSync('setpriv', ['--version']).status === 0;
if (!canDrop)
  console.warn('SKIPPED: the image test runs as root and needs setpriv (util-linux) to become another user');

const stages = parseDockerfile(readFileSync(join(repository, 'Dockerfile'), 'utf8'));
const [build, runtime] = stages;
if (build === undefined || runtime === undefined || stages.length !== 2)
  throw new Error('the Dockerfile has not two stages');

const root = mkdtempSync(join(tmpdir(), 'vmop-image-'));
const empty = join(root, 'empty');
const entry = parseExec(textsOf(runtime, 'ENTRYPOINT').at(-1) ?? '[]').map((word) => word.replace(/^\//, `${root}/`));
const command = parseExec(textsOf(runtime, 'CMD').at(-1) ?? '[]');
const [user = '', group = user] = (textsOf(runtime, 'USER').at(-1) ?? '').split(':');

/** Does what a stage's WORKDIR, COPY and RUN say, below `root`. */
function runStage(stage: Stage): void {
  let folder = root;
  for (const { name, text } of stage.instructions) {
    if (name === 'WORKDIR') folder = join(root, text);
    mkdirSync(folder, { recursive: true });
    if (name === 'COPY') copyInto(folder, text);
    if (name === 'RUN') {
      // Where packages come from is the machine's business; only what tests set is taken out.
      const env = { ...process.env, NODE_ENV: undefined, npm_config_prefer_offline: 'true' };
      execFileSync('sh', ['-c', text], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    }
  }
}

function copyInto(folder: string, text: string): void {
  const { flags, sources, target } = parseCopy(text);
  for (const source of sources) {
    const from = flags['from'] === undefined ? join(repository, source) : join(root, source);
    const to = target.endsWith('/') ? join(folder, target, source) : join(folder, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true });
    if (flags['chmod'] !== undefined) chmodSync(to, Number.parseInt(flags['chmod'], 8));
  }
}

/** Starts the image's entry point with arguments, in the empty folder, as the image's user, with nothing but the given environment. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const drop = isRoot ? ['setpriv', `--reuid=${user}`, `--regid=${group}`, '--clear-groups', '--no-new-privs'] : [];
  const [program = '', ...rest] = [...drop, ...entry, ...args];
  return spawn(program, rest, { cwd: empty, env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env } });
}

async function outputOf(child: ChildProcess): Promise<{ code: unknown; text: string }> {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  return { code, text: chunks.join('') };
}

describe.skipIf(!canDrop)('image', () => {
  beforeAll(() => {
    // The folder which mkdtemp makes is closed to the image's user.
    chmodSync(root, 0o755);
    mkdirSync(empty);
    chmodSync(empty, 0o555);
    runStage(build);
    runStage(runtime);
    rmSync(join(root, 'src'), { recursive: true });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('holds one read-only file and no node_modules', () => {
    expect(existsSync(join(root, 'app', 'node_modules'))).toBe(false);
    const attempt = spawnSync(isRoot ? 'setpriv' : 'sh', [
      ...(isRoot ? [`--reuid=${user}`, `--regid=${group}`, '--clear-groups', 'sh'] : []),
      '-c',
      `echo x >> ${join(root, 'app', 'vmop.mjs')}`,
    ]);
    expect(attempt.status).not.toBe(0);
  });

  it('says its release', async () => {
    const { code, text } = await outputOf(start(['version']));
    expect(text).toContain(release.slice(1));
    expect(code).toBe(0);
  });

  it('serves and ends in order', async () => {
    const [hooks = 0, metrics = 0] = await freePorts(2);
    const keyFile = join(root, 'hmac-keys');
    writeFileSync(keyFile, 'a-key-of-the-image-test\n', { mode: 0o644 });
    const child = start([...command, '--only', 'hooks'], {
      VMOP_HOOKS_LISTEN: `127.0.0.1:${hooks}`,
      VMOP_METRICS_LISTEN: `127.0.0.1:${metrics}`,
      VMOP_HMAC_KEY_FILE: keyFile,
      VMOP_DRAIN_SECONDS: '0',
    });
    const output = outputOf(child);
    try {
      await eventually(() => readText(`http://127.0.0.1:${metrics}/readyz`), { timeoutMs: 20_000, everyMs: 50 });
    } finally {
      child.kill('SIGTERM');
    }
    // A process that does not end shall fail this test, not hold it up.
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const { code, text } = await output;
    clearTimeout(impatience);
    expect(code, text).toBe(0);
  });
});
