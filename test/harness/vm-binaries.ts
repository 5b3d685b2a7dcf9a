import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './programs.ts';

/** Programs that read the configuration we write. */
export type VmProgram = 'vmagent' | 'vmalert' | 'vmauth' | 'victoria-metrics' | 'amtool';

/** Debian packages by program, for the message when one is missing. */
const packages: Readonly<Record<VmProgram, string>> = {
  vmagent: 'victoria-metrics',
  vmalert: 'victoria-metrics',
  vmauth: 'victoria-metrics',
  'victoria-metrics': 'victoria-metrics',
  amtool: 'prometheus-alertmanager',
};

const told = new Set<VmProgram>();

/**
 * Path of a program from the folder VMOP_VM_BIN_DIR or from PATH, or undefined. In that case one line on stderr per
 * process says what to install; the caller skips its test: `describe.skipIf(findVmProgram('vmagent') === undefined)`.
 */
export function findVmProgram(name: VmProgram): string | undefined {
  const folder = process.env['VMOP_VM_BIN_DIR'];
  const path = (folder === undefined ? undefined : executable(join(folder, name))) ?? findOnPath(name);
  if (path === undefined && !told.has(name)) {
    told.add(name);
    process.stderr.write(
      `\nSKIPPED: tests that need ${name}. Install the Debian package ${packages[name]}, or put the program into VMOP_VM_BIN_DIR.\n`,
    );
  }
  return path;
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}
