import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { installCrds, repository } from './crds.ts';
import { startInstallation } from './installation.ts';
import { NodeSimulator } from './node-simulator.ts';
import { findOnPath } from './programs.ts';

/** `npm run cluster`: a control plane with simulated nodes and vmop installed, until Ctrl-C. */
async function main(): Promise<void> {
  const controlPlane = await startControlPlane();
  await installCrds(controlPlane.client);
  await NodeSimulator.start(controlPlane);
  const hasVmop = await installVmop(controlPlane);
  console.log(`\nexport KUBECONFIG=${controlPlane.kubeconfig}\n`);
  console.log(`Logs: ${controlPlane.folder}`);
  if (!hasVmop) console.log('Without Metacontroller nothing reconciles our CRs. README.md says where to get it.');
  console.log('Ctrl-C stops and removes everything.');
  // The programs keep this process alive; programs.ts ends them with it.
}

/** Installs vmop; false where Metacontroller is missing. */
async function installVmop(controlPlane: ControlPlane): Promise<boolean> {
  const metacontroller = findOnPath('metacontroller');
  if (metacontroller === undefined) return false;
  await promisify(execFile)(process.execPath, [join(repository, 'scripts', 'build.mjs')], { cwd: repository });
  await startInstallation(controlPlane, controlPlane.client, { metacontroller });
  return true;
}

await main();
