import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { customResource, group } from './common/custom-resource.ts';
import { childObjectFields } from './common/operation.ts';
import { recordRetentionFields, singleFutureRetention } from './common/record-retention.ts';
import { singleStorageFields } from './common/single-storage.ts';
import { workloadStatusFields } from './common/status.ts';

const schema = customResource({
  kind: 'VTSingle',
  version: 'v1',
  spec: openObject({
    ...victoriaFields,
    ...childObjectFields,
    ...recordRetentionFields,
    ...singleFutureRetention,
    ...singleStorageFields,
  }),
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** A single-node VictoriaTraces. */
export type VTSingle = z.output<typeof schema>;

/** The API of VTSingle. */
export const vtsingleApi: ApiKind<VTSingle> = {
  kind: 'VTSingle',
  group,
  version: 'v1',
  plural: 'vtsingles',
  singular: 'vtsingle',
  listKind: 'VTSingleList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VTSingle runs VictoriaTraces as one process which stores and queries traces.',
  schema,
};
