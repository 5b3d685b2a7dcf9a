import type { VMAgentSpec } from '../../api/vmagent.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { flag } from './common-args.ts';
import { perUrlFlag } from './per-url-flag.ts';
import { quoteGo } from './quote-go.ts';
import type { RemoteWriteAccess, RemoteWriteTarget } from './remote-write-access.ts';
import { rulePaths } from './rule-paths.ts';

/** spec.remoteWriteSettings. */
type RemoteWriteSettings = NonNullable<VMAgentSpec['remoteWriteSettings']>;

/** What the flags about storages are made of. */
export interface RemoteWriteArgsInput {
  readonly targets: readonly RemoteWriteTarget[];
  /** One for each target. */
  readonly access: readonly RemoteWriteAccess[];
  readonly settings: RemoteWriteSettings;
  /** Where samples wait unless the settings say otherwise. */
  readonly queuePath: string;
  /** Size in bytes of the claim that samples wait in, where there is one: then the storages share it. */
  readonly queueBytes?: bigint | undefined;
}

/** One storage, as its flags see it. */
interface Row {
  readonly target: RemoteWriteTarget;
  readonly access: RemoteWriteAccess;
  readonly index: number;
}

interface Column {
  readonly name: string;
  readonly filler: string;
  value(row: Row): string | undefined;
}

/** Name of the file with the relabelling rules for the storage with this index. */
export function urlRelabelingFile(index: number): string {
  return `url_relabeling-${index}.yaml`;
}

/** Name of the file with the aggregation rules for the storage with this index. */
export function urlAggregationFile(index: number): string {
  return `RWS_${index}-CM-STREAM-AGGR-CONF`;
}

/** Has a storage relabelling rules of its own or from a ConfigMap? */
export function hasUrlRelabeling({ urlRelabelConfig, inlineUrlRelabelConfig }: RemoteWriteTarget): boolean {
  return urlRelabelConfig !== undefined || (inlineUrlRelabelConfig ?? []).length > 0;
}

/** Has a storage aggregation rules of its own or from a ConfigMap? */
export function hasUrlAggregation({ streamAggrConfig }: RemoteWriteTarget): boolean {
  return streamAggrConfig?.configmap !== undefined || (streamAggrConfig?.rules ?? []).length > 0;
}

/** Flags about storages: one list per flag with an element for each storage, and what holds for all. Source: reference 4.5 */
export function remoteWriteArgs(input: RemoteWriteArgsInput): readonly string[] {
  const rows = input.targets.map((target, index): Row => ({ target, access: input.access[index] ?? {}, index }));
  const columns = [...plainColumns, ...aggregationColumns, ...limitColumns(input)];
  const lists = columns.flatMap(
    ({ name, filler, value }) => perUrlFlag({ name: `-remoteWrite.${name}`, filler, values: rows.map(value) }) ?? [],
  );
  return [...lists, ...commonArgs(input)];
}

const quoted = '""';

const plainColumns: readonly Column[] = [
  { name: 'url', filler: '', value: ({ target }) => target.url },
  { name: 'basicAuth.username', filler: quoted, value: ({ access }) => quote(access.username) },
  { name: 'basicAuth.passwordFile', filler: '', value: ({ access }) => access.passwordFile },
  { name: 'bearerTokenFile', filler: quoted, value: ({ access }) => quote(access.bearerTokenFile) },
  {
    name: 'urlRelabelConfig',
    filler: '',
    value: ({ target, index }) =>
      hasUrlRelabeling(target) ? `${rulePaths.relabeling}/${urlRelabelingFile(index)}` : undefined,
  },
  {
    name: 'tlsInsecureSkipVerify',
    filler: 'false',
    value: ({ target }) => textOf(target.tlsConfig?.insecureSkipVerify),
  },
  { name: 'sendTimeout', filler: '', value: ({ target }) => target.sendTimeout },
  { name: 'proxyURL', filler: '', value: ({ target }) => target.proxyURL },
  { name: 'tlsServerName', filler: '', value: ({ target }) => target.tlsConfig?.serverName },
  { name: 'tlsKeyFile', filler: '', value: ({ access }) => access.keyFile },
  { name: 'tlsCertFile', filler: '', value: ({ access }) => access.certFile },
  { name: 'tlsCAFile', filler: '', value: ({ access }) => access.caFile },
  { name: 'oauth2.clientID', filler: '', value: ({ access }) => access.clientId },
  { name: 'oauth2.clientSecretFile', filler: '', value: ({ access }) => access.clientSecretFile },
  { name: 'oauth2.scopes', filler: '', value: ({ target }) => join(target.oauth2?.scopes, ',') },
  { name: 'oauth2.tokenUrl', filler: '', value: ({ target }) => target.oauth2?.token_url },
  { name: 'headers', filler: '', value: ({ target }) => join(target.headers, '^^') },
  { name: 'forceVMProto', filler: 'false', value: ({ target }) => textOf(target.forceVMProto) },
  { name: 'aws.ec2Endpoint', filler: '', value: ({ target }) => target.aws?.ec2Endpoint },
  { name: 'aws.region', filler: '', value: ({ target }) => target.aws?.region },
  { name: 'aws.roleARN', filler: '', value: ({ target }) => target.aws?.roleARN },
  { name: 'aws.service', filler: '', value: ({ target }) => target.aws?.service },
  { name: 'aws.stsEndpoint', filler: '', value: ({ target }) => target.aws?.stsEndpoint },
  { name: 'aws.useSigv4', filler: 'false', value: ({ target }) => textOf(target.aws?.useSigv4) },
];

/** Options that only mean something beside rules, and the two that work without. */
const aggregationColumns: readonly Column[] = [
  {
    name: 'streamAggr.config',
    filler: '',
    value: (row) => withRules(row, () => `${rulePaths.streamAggregation}/${urlAggregationFile(row.index)}`),
  },
  { name: 'streamAggr.keepInput', filler: 'false', value: (row) => withRules(row, (o) => textOf(o.keepInput)) },
  { name: 'streamAggr.dropInput', filler: 'false', value: (row) => withRules(row, (o) => textOf(o.dropInput)) },
  {
    name: 'streamAggr.ignoreOldSamples',
    filler: 'false',
    value: (row) => withRules(row, (o) => textOf(o.ignoreOldSamples)),
  },
  { name: 'streamAggr.enableWindows', filler: 'false', value: (row) => withRules(row, (o) => textOf(o.enableWindows)) },
  {
    name: 'streamAggr.ignoreFirstIntervals',
    filler: '0',
    value: (row) => withRules(row, (o) => textOf(o.ignoreFirstIntervals)),
  },
  {
    name: 'streamAggr.ignoreFirstSampleInterval',
    filler: '',
    value: (row) => withRules(row, (o) => o.ignoreFirstSampleInterval),
  },
  { name: 'streamAggr.dedupInterval', filler: '', value: ({ target }) => target.streamAggrConfig?.dedupInterval },
  {
    name: 'streamAggr.dropInputLabels',
    filler: '',
    value: ({ target }) => join(target.streamAggrConfig?.dropInputLabels, ','),
  },
];

/**
 * Limits that a storage may set and that fall back to those for all. Where every storage sets exactly the common value, neither
 * the list nor the common flag is written: the official operator does so, and another arg would restart the pods.
 */
function limitColumns(input: RemoteWriteArgsInput): readonly Column[] {
  const { targets, settings } = input;
  const queues: Column = {
    name: 'queues',
    filler: textOf(settings.queues) ?? '0',
    value: ({ target }) => textOf(target.queues),
  };
  const maxDiskUsage: Column = {
    name: 'maxDiskUsagePerURL',
    filler: commonDiskUsage(input),
    value: ({ target }) => textOf(target.maxDiskUsage),
  };
  return [...(limitsQueues(targets) ? [queues] : []), ...(limitsDiskUsage(targets) ? [maxDiskUsage] : [])];
}

function commonArgs(input: RemoteWriteArgsInput): readonly string[] {
  const { settings, targets } = input;
  const { flushInterval, showURL, maxBlockSize, queues, label, tmpDataPath } = settings;
  const labels = Object.entries(label ?? {})
    .toSorted(([a], [b]) => compareBytewise(a, b))
    .map(([name, value]) => `${name}=${value}`);
  return [
    ...flag('-remoteWrite.flushInterval', flushInterval),
    ...(queues === undefined || limitsQueues(targets) ? [] : [`-remoteWrite.queues=${queues}`]),
    ...(showURL === undefined ? [] : [`-remoteWrite.showURL=${showURL}`]),
    ...(maxBlockSize === undefined ? [] : [`-remoteWrite.maxBlockSize=${maxBlockSize}`]),
    ...(labels.length === 0 ? [] : [`-remoteWrite.label=${labels.join(',')}`]),
    ...(settings.useMultiTenantMode === true ? ['-enableMultitenantHandlers=true'] : []),
    `-remoteWrite.tmpDataPath=${tmpDataPath || input.queuePath}`,
    ...(limitsDiskUsage(targets) ? [] : [`-remoteWrite.maxDiskUsagePerURL=${commonDiskUsage(input)}`]),
  ];
}

/** 1 GiB. */
const defaultDiskUsage = '1073741824';

function commonDiskUsage({ targets, settings, queueBytes }: RemoteWriteArgsInput): string {
  const usage = textOf(settings.maxDiskUsagePerURL) ?? defaultDiskUsage;
  if (usage !== defaultDiskUsage || queueBytes === undefined || targets.length === 0) return usage;
  return String(queueBytes / BigInt(targets.length));
}

function limitsQueues(targets: readonly RemoteWriteTarget[]): boolean {
  return targets.some(({ queues }) => queues !== undefined);
}

function limitsDiskUsage(targets: readonly RemoteWriteTarget[]): boolean {
  return targets.some(({ maxDiskUsage }) => maxDiskUsage !== undefined);
}

type Options = NonNullable<RemoteWriteTarget['streamAggrConfig']>;

function withRules({ target }: Row, value: (options: Options) => string | undefined): string | undefined {
  return hasUrlAggregation(target) ? value(target.streamAggrConfig ?? {}) : undefined;
}

function join(list: readonly string[] | undefined, separator: string): string | undefined {
  return list === undefined || list.length === 0 ? undefined : list.join(separator);
}

function quote(text: string | undefined): string | undefined {
  return text === undefined ? undefined : quoteGo(text);
}

/** Empty text counts as unset. */
function textOf(value: boolean | number | string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : String(value);
}
