import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { basicAuth } from './authentication.ts';
import { flag, integer, text, textMap, texts } from './scalars.ts';
import { tlsConfig } from './tls-config.ts';

const bearer = openObject({
  bearerTokenSecret: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  bearerTokenFile: optional(text, 'Path of the bearer token in the container.'),
});

/** How vmanomaly reaches another program. */
const clientFields = {
  basicAuth: optional(basicAuth, 'User name and password.'),
  bearer: optional(bearer, 'Bearer token.'),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the other program.'),
  tenantID: optional(text, 'Tenant of a cluster, as account or account:project.'),
  healthPath: optional(text, 'Path that tells whether the other program is well.'),
  timeout: optional(text, 'Time after which a request is given up.'),
};

/** Where vmanomaly reads from. Source: https://docs.victoriametrics.com/anomaly-detection/components/reader/ */
export const anomalyReader = openObject({
  datasourceURL: required(text, 'Address that is queried.'),
  samplingPeriod: required(text, 'Time between two points of a query, such as 1m.'),
  ...clientFields,
  queryRangePath: optional(text, 'Path of range queries.'),
  extraFilters: optional(texts, 'Series selectors that are added to every query.'),
  dataRange: optional(texts, 'Least and greatest value that is possible, for all queries.'),
  queryFromLastSeenTimestamp: optional(flag, 'Whether queries begin where the last one ended.'),
  queryLastSeenMaxLookback: optional(text, 'How far back queries then begin at most.'),
  latencyOffset: optional(text, 'Time until data can be queried.'),
  offset: optional(text, 'Time by which all queries are shifted.'),
  maxPointsPerQuery: optional(integer, 'Most points in one answer; longer ranges are queried in parts.'),
  fetchTimeout: optional(text, 'Time after which fetching the data of a query is given up.'),
  processingTimeout: optional(text, 'Time after which working on the data of a query is given up.'),
  seriesProcessingBatchSize: optional(integer.min(1), 'Number of series that are worked on at a time.'),
  workers: optional(integer.min(0), 'Number of parallel readers; 0 lets vmanomaly decide.'),
  tz: optional(text, 'Time zone, such as `Europe/Vienna`.'),
});

const metricFormat = openObject({
  __name__: required(text, 'Name of the written metrics; it must contain $VAR.'),
  for: required(text, 'Label with the name of the query; it must contain $QUERY_KEY.'),
  extraLabels: optional(textMap, 'Labels on all written metrics.'),
});

/** Where vmanomaly writes to. Source: https://docs.victoriametrics.com/anomaly-detection/components/writer/ */
export const anomalyWriter = openObject({
  datasourceURL: required(text, 'Address that results are written to.'),
  ...clientFields,
  metricFormat: optional(metricFormat, 'Names and labels of the written metrics.'),
  connectionRetryAttempts: optional(integer.min(1), 'Number of attempts to write.'),
});

const push = openObject({
  url: required(text, 'Address that the metrics are written to.'),
  ...clientFields,
  pushFrequency: optional(text, 'Time between two writes.'),
  extraLabels: optional(textMap, 'Labels on all written metrics.'),
});

/** Metrics of vmanomaly itself. Source: https://docs.victoriametrics.com/anomaly-detection/components/monitoring/ */
export const anomalyMonitoring = openObject({
  pull: optional(
    openObject({ port: required(text, 'Port that the metrics are served on.') }),
    'Metrics that others scrape.',
  ),
  push: optional(push, 'Metrics that vmanomaly writes by itself.'),
});

/** HTTP server of vmanomaly. Source: https://docs.victoriametrics.com/anomaly-detection/components/server/ */
export const anomalyServer = openObject({
  addr: optional(text, 'Address that the server listens on.'),
  port: optional(text, 'Port that the server listens on.'),
  pathPrefix: optional(text, 'Path under which the server answers.'),
  maxConcurrentTasks: optional(integer.min(1), 'Most tasks at a time.'),
  uiDefaultState: optional(text, 'State that the user interface begins with.'),
  useReaderConnectionSettings: optional(flag, 'Whether the user interface queries the way the reader does.'),
});
