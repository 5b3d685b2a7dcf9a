import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { ConfigMapKeySelector, SecretKeySelector } from '../kubernetes.ts';
import { basicAuth, oauth2 } from './authentication.ts';
import { byteSize } from './byte-size.ts';
import { relabelConfigs } from './relabel-config.ts';
import { flag, int32, text, textMap, texts } from './scalars.ts';
import { streamAggregation } from './stream-aggregation.ts';
import { tlsConfig } from './tls-config.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

const aws = openObject({
  useSigv4: optional(flag, 'Sign requests for AWS.'),
  region: optional(text, 'Region of the service.'),
  service: optional(text, 'Name of the service, such as aps.'),
  roleARN: optional(text, 'Role to assume.'),
  ec2Endpoint: optional(text, 'Address of the metadata service.'),
  stsEndpoint: optional(text, 'Address of the token service.'),
});

/** One storage that a vmagent writes to. */
export const remoteWriteTarget = openObject({
  url: required(text, 'Address that samples are written to.'),
  basicAuth: optional(basicAuth, 'User name and password.'),
  bearerTokenSecret: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials.'),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the storage.'),
  aws: optional(aws, 'Signing of requests for AWS.'),
  headers: optional(texts, 'Headers to send, each as `Name: value`.'),
  proxyURL: optional(text, 'Proxy on the way to the storage.'),
  sendTimeout: optional(duration, 'Time after which a request is given up.'),
  queues: optional(int32, 'Number of parallel writers.'),
  maxDiskUsage: optional(byteSize, 'Most disk space for samples that wait for this storage.'),
  forceVMProto: optional(flag, 'Use the compact protocol of VictoriaMetrics without asking the storage first.'),
  inlineUrlRelabelConfig: optional(relabelConfigs, 'Relabelling of the samples for this storage.'),
  urlRelabelConfig: optional(ConfigMapKeySelector, 'Key of a ConfigMap with further relabelling, as YAML.'),
  streamAggrConfig: optional(streamAggregation, 'Aggregation of the samples for this storage.'),
});

/** What holds for all storages that a vmagent writes to. */
export const remoteWriteSettings = openObject({
  flushInterval: optional(duration, 'Longest time that samples are collected before they are written.'),
  label: optional(textMap, 'Labels on all written samples.'),
  maxBlockSize: optional(int32, 'Largest size of a write in bytes, before compression.'),
  maxDiskUsagePerURL: optional(byteSize, 'Most disk space for samples that wait, per storage.'),
  queues: optional(int32, 'Number of parallel writers per storage.'),
  showURL: optional(flag, 'Show the addresses of the storages in metrics and logs.'),
  tmpDataPath: optional(text, 'Directory for samples that wait.'),
  useMultiTenantMode: optional(flag, 'Accept data for many tenants and pass the tenant on.'),
});
