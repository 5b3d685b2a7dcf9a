import type { Issue } from '../../api/issue.ts';
import type { CompleteVMSingle } from './defaults.ts';

/** Ports are text in the CRD; each that is set must be a number from 1 to 65535, or neither Service nor pod can be built. */
export function portIssues({ spec }: Pick<CompleteVMSingle, 'spec'>): readonly Issue[] {
  const { insertPorts } = spec;
  return [
    ...portIssue('spec.port', spec.port),
    ...portIssue('spec.vmBackup.port', spec.vmBackup?.port),
    ...portIssue('spec.insertPorts.graphitePort', insertPorts?.graphitePort),
    ...portIssue('spec.insertPorts.influxPort', insertPorts?.influxPort),
    ...portIssue('spec.insertPorts.openTSDBPort', insertPorts?.openTSDBPort),
    ...portIssue('spec.insertPorts.openTSDBHTTPPort', insertPorts?.openTSDBHTTPPort),
  ];
}

function portIssue(path: string, port: string | undefined): readonly Issue[] {
  if (port === undefined || port === '') return [];
  const isPort = /^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535;
  return isPort
    ? []
    : [{ path, reason: 'InvalidPort', message: `${JSON.stringify(port)} is no port: write a number from 1 to 65535` }];
}
