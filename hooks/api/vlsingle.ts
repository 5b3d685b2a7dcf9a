import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { customResource, group } from './common/custom-resource.ts';
import { license } from './common/license.ts';
import { childObjectFields } from './common/operation.ts';
import { recordRetentionFields, singleFutureRetention } from './common/record-retention.ts';
import { singleStorageFields } from './common/single-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { syslogFields } from './common/syslog.ts';
import { optional } from './field.ts';

/** Spec of a VLSingle. */
export const vlsingleSpec = openObject({
  license: optional(license, 'License of VictoriaLogs Enterprise.'),
  ...victoriaFields,
  ...childObjectFields,
  ...recordRetentionFields,
  ...singleFutureRetention,
  ...singleStorageFields,
  ...syslogFields,
});

const schema = customResource({
  kind: 'VLSingle',
  version: 'v1',
  spec: vlsingleSpec,
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** A single-node VictoriaLogs. */
export type VLSingle = z.output<typeof schema>;

/** The API of VLSingle. */
export const vlsingleApi: ApiKind<VLSingle> = {
  kind: 'VLSingle',
  group,
  version: 'v1',
  plural: 'vlsingles',
  singular: 'vlsingle',
  listKind: 'VLSingleList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VLSingle runs VictoriaLogs as one process which stores and queries logs.',
  schema,
};
