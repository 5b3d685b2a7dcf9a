import type { Issue } from '../api/issue.ts';

/** Ports are text in the CRDs: an Issue, at `path`, unless it is unset, empty or a number from 1 to 65535. */
export function isPort(port: string | undefined, path: string): Issue | null {
  if (port === undefined || port === '') return null;
  if (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535) return null;
  return { path, reason: 'InvalidPort', message: `${JSON.stringify(port)} is no port: write a number from 1 to 65535` };
}

/** spec fields of a metrics store that hold ports. */
export interface PortSpec {
  readonly port?: string | undefined;
  readonly vmBackup?: { readonly port?: string | undefined } | undefined;
  readonly insertPorts?:
    | {
        readonly graphitePort?: string | undefined;
        readonly influxPort?: string | undefined;
        readonly openTSDBPort?: string | undefined;
        readonly openTSDBHTTPPort?: string | undefined;
      }
    | undefined;
}

/** Issues of all ports below `path`: with one that is no number neither Service nor pod can be built. */
export function portIssues({ port, vmBackup, insertPorts }: PortSpec, path: string): readonly Issue[] {
  const checked = [
    isPort(port, `${path}.port`),
    isPort(vmBackup?.port, `${path}.vmBackup.port`),
    isPort(insertPorts?.graphitePort, `${path}.insertPorts.graphitePort`),
    isPort(insertPorts?.influxPort, `${path}.insertPorts.influxPort`),
    isPort(insertPorts?.openTSDBPort, `${path}.insertPorts.openTSDBPort`),
    isPort(insertPorts?.openTSDBHTTPPort, `${path}.insertPorts.openTSDBHTTPPort`),
  ];
  return checked.flatMap((issue) => issue ?? []);
}
