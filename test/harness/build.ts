import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from './programs.ts';

/** Paths of the three programs of the local control plane. */
export interface ControlPlanePrograms {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
}

/** The control plane cannot be built here; the message says what to install. */
export class BuildError extends Error {}

const moduleFolder = join(import.meta.dirname, 'controlplane');
const packages = [
  'go.etcd.io/etcd/server/v3',
  'k8s.io/kubernetes/cmd/kube-apiserver',
  'k8s.io/kubernetes/cmd/kube-controller-manager',
];

/** Folder for what the tests build or unpack once: `$XDG_CACHE_HOME/vmop`, else `~/.cache/vmop`. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'vmop');
}

/**
 * Gives the programs of the control plane and builds them first where the cache lacks them (minutes, with progress on
 * stderr). The cache key is a hash of go.mod and go.sum. Parallel callers wait for the one that builds. Throws BuildError
 * when Go is missing or the build fails.
 */
export async function ensureControlPlanePrograms(): Promise<ControlPlanePrograms> {
  const folder = join(cacheFolder(), moduleHash());
  if (existsSync(folder)) return programsIn(folder);
  if (findOnPath('go') === undefined) {
    throw new BuildError(
      'The tests with a real control plane need Go (https://go.dev/dl/), to build etcd, kube-apiserver and kube-controller-manager once.',
    );
  }
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await buildInto(folder);
  });
  return programsIn(folder);
}

function moduleHash(): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(moduleFolder, file)));
  return hash.digest('hex').slice(0, 16);
}

function programsIn(folder: string): ControlPlanePrograms {
  return {
    // The last element of its import path is a major version, so Go names the binary after the element before it.
    etcd: join(folder, 'server'),
    apiServer: join(folder, 'kube-apiserver'),
    controllerManager: join(folder, 'kube-controller-manager'),
  };
}

async function buildInto(folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await runGoBuild(unfinished);
    // A rename is atomic: the folder exists either complete or not at all.
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function runGoBuild(target: string): Promise<void> {
  const started = Date.now();
  // Without this the API server calls itself v0.0.0-master, and clients that compare versions are misled.
  const version = /k8s\.io\/kubernetes (v\S+)/.exec(readFileSync(join(moduleFolder, 'go.mod'), 'utf8'))?.[1] ?? '';
  const linkerFlags = `-s -w -X k8s.io/component-base/version.gitVersion=${version}`;
  const child = spawn('go', ['build', '-v', '-ldflags', linkerFlags, '-o', `${target}/`, ...packages], {
    cwd: moduleFolder,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let compiled = 0;
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    compiled += text.split('\n').length - 1;
    output = (output + text).slice(-4000);
  });
  const report = (text: string) => process.stderr.write(`control plane: ${text}\n`);
  report('building etcd, kube-apiserver and kube-controller-manager (only this once; some minutes)');
  const timer = setInterval(() => {
    report(`${Math.round((Date.now() - started) / 1000)} s, ${compiled} packages done`);
  }, 15_000);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new BuildError(`go build ended with code ${code}:\n${output}`);
  } finally {
    clearInterval(timer);
  }
  report(`built in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Runs `work` while holding a lock folder; takes over the lock of a process that no longer lives. */
async function withLock(lock: string, work: () => Promise<void>): Promise<void> {
  for (let waited = 0; ; waited++) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (await isAbandoned(lock)) await rm(lock, { recursive: true, force: true });
    else {
      if (waited % 60 === 0) process.stderr.write('control plane: another process builds it, waiting\n');
      await delay(500);
    }
  }
  await writeFile(join(lock, 'pid'), String(process.pid));
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  // A lock without pid was taken this very moment; give its owner time to write it.
  const owner = await readFile(join(lock, 'pid'), 'utf8').catch(() => undefined);
  if (owner === undefined) {
    await delay(1000);
    if (existsSync(join(lock, 'pid'))) return false;
    return existsSync(lock);
  }
  try {
    process.kill(Number(owner), 0);
    return false;
  } catch {
    return true;
  }
}
