import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { BuildError } from './build.ts';
import { type ControlPlane, type ControlPlaneAccess, startControlPlane } from './control-plane.ts';
import { installCrds, repository } from './crds.ts';
import { findOnPath } from './programs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How to reach the control plane which all e2e files share; null where it cannot be built. */
    controlPlane: ControlPlaneAccess | null;
    /** Path of the Metacontroller program; null where it is missing. */
    metacontroller: string | null;
    /** Why the bundle could not be built; null where it was. */
    bundleFailure: string | null;
  }
}

/** Starts the control plane that all e2e test files share, with all CRDs, and builds the bundle which they run. Gives the function that stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const metacontroller = findOnPath('metacontroller') ?? null;
  if (metacontroller === null) {
    tell(
      'SKIPPED: e2e tests with Metacontroller. Put the program `metacontroller` on PATH; it is in its release image, see README.md.',
    );
  }
  project.provide('metacontroller', metacontroller);
  const failure = await buildBundle();
  project.provide('bundleFailure', failure);
  const controlPlane = await startUnlessGoIsMissing();
  if (controlPlane === null) {
    project.provide('controlPlane', null);
    return async () => {};
  }
  const { stop, client, pids, ...access } = controlPlane;
  // A copy, so that a build beside a running test does not change what the test runs.
  const bundle = join(access.folder, 'vmop.mjs');
  try {
    if (failure === null) await copyFile(join(repository, 'dist', 'vmop.mjs'), bundle);
    await installCrds(client);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('controlPlane', { ...access, bundle });
  return stop;
}

async function startUnlessGoIsMissing(): Promise<ControlPlane | null> {
  try {
    return await startControlPlane();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    tell(`SKIPPED: all e2e and conformance tests. ${error.message}`);
    return null;
  }
}

/** Builds `dist/vmop.mjs`; answers the compiler's words where that fails, so that only the tests which run the bundle fail. */
async function buildBundle(): Promise<string | null> {
  try {
    await promisify(execFile)(process.execPath, [join(repository, 'scripts', 'build.mjs')], { cwd: repository });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function tell(line: string): void {
  process.stderr.write(`\n${line}\n\n`);
}
