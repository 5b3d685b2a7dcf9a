import type { Settings } from '../../api/settings.ts';

/** Fields which every VictoriaMetrics program turns into the same flags. */
export interface CommonArgsSpec {
  readonly port: string;
  readonly logLevel?: string | undefined;
  readonly logFormat?: string | undefined;
  readonly extraEnvs?: readonly unknown[] | undefined;
  readonly extraEnvsFrom?: readonly unknown[] | undefined;
  readonly insertPorts?: InsertPorts | undefined;
}

/** spec.insertPorts: numbers as text. */
interface InsertPorts {
  readonly graphitePort?: string | undefined;
  readonly influxPort?: string | undefined;
  readonly openTSDBPort?: string | undefined;
  readonly openTSDBHTTPPort?: string | undefined;
}

/** Listener, logger, environment and insert port flags. */
export function commonArgs(spec: CommonArgsSpec, settings: Settings): readonly string[] {
  return [
    ...loggerArgs(spec),
    `-httpListenAddr=:${spec.port}`,
    ...(settings.enableTCP6 ? ['-enableTCP6'] : []),
    ...envFlagArgs(spec),
    ...insertPortArgs(spec.insertPorts),
  ];
}

/** Logger flags; empty text counts as unset. */
export function loggerArgs({ logLevel, logFormat }: Pick<CommonArgsSpec, 'logLevel' | 'logFormat'>): readonly string[] {
  return [...flag('-loggerLevel', logLevel), ...flag('-loggerFormat', logFormat)];
}

/** Programs read flags from the environment only when told so. */
export function envFlagArgs({
  extraEnvs,
  extraEnvsFrom,
}: Pick<CommonArgsSpec, 'extraEnvs' | 'extraEnvsFrom'>): readonly string[] {
  return (extraEnvs ?? []).length + (extraEnvsFrom ?? []).length > 0 ? ['-envflag.enable=true'] : [];
}

/** One flag, or none where the value is unset or empty. */
export function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : [`${name}=${value}`];
}

// Two dashes: so extraArgs cannot override them, and changing that would restart every pod that has them.
function insertPortArgs(ports: InsertPorts | undefined): readonly string[] {
  return [
    ...address('--graphiteListenAddr', ports?.graphitePort),
    ...address('--influxListenAddr', ports?.influxPort),
    ...address('--opentsdbListenAddr', ports?.openTSDBPort),
    ...address('--opentsdbHTTPListenAddr', ports?.openTSDBHTTPPort),
  ];
}

function address(name: string, port: string | undefined): readonly string[] {
  return port === undefined || port === '' ? [] : [`${name}=:${port}`];
}
