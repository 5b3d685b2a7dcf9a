import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startControlPlane } from './control-plane.ts';
import { installCrds, repository } from './crds.ts';
import { type Installation, startInstallation } from './installation.ts';
import { NodeSimulator } from './node-simulator.ts';
import { findOnPath } from './programs.ts';

/** `npm run cluster`: a control plane with simulated nodes and vmop installed, until Ctrl-C. */
async function main(): Promise<void> {
  const controlPlane = await startControlPlane();
  await installCrds(controlPlane.client);
  const nodes = await NodeSimulator.start(controlPlane);
  const installation = await install();
  console.log(`\nexport KUBECONFIG=${controlPlane.kubeconfig}\n`);
  console.log(`Logs: ${controlPlane.folder}\nCtrl-C stops and removes everything.`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await installation?.stop();
  nodes.stop();
  await controlPlane.stop();

  async function install(): Promise<Installation | undefined> {
    const metacontroller = findOnPath('metacontroller');
    if (metacontroller === undefined) {
      console.error(
        'Metacontroller is not on PATH: the cluster has our CRDs, but nothing reconciles them. README.md says where to get it.',
      );
      return undefined;
    }
    await promisify(execFile)(process.execPath, [join(repository, 'scripts', 'build.mjs')], { cwd: repository });
    return startInstallation(controlPlane, controlPlane.client, { metacontroller });
  }
}

await main();
