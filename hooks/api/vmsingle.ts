import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { configReloaderFields } from './common/config-reloader.ts';
import { customResource, group } from './common/custom-resource.ts';
import { ingestionFields } from './common/ingestion.ts';
import { license } from './common/license.ts';
import { childObjectFields } from './common/operation.ts';
import { downsampling, retentionFilter, retentionPeriod } from './common/retention.ts';
import { flag, text } from './common/scalars.ts';
import { scrapeConfigFields, scrapeSelectionFields } from './common/scraping.ts';
import { singleStorageFields } from './common/single-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { vmBackup } from './common/vm-backup.ts';
import { optional } from './field.ts';

const storageFields = {
  ...singleStorageFields,
  storageDataPath: optional(text, 'Directory of the data in the container; then volumes must provide it.'),
  removePvcAfterDelete: optional(flag, 'Delete the claim, and so the data, together with this object.'),
  retentionPeriod: optional(retentionPeriod, 'How long data is kept: a number of months, or with h, d, w or y.'),
  retentionFilters: optional(z.array(retentionFilter), 'Own retention for chosen series; needs a license.'),
  downsampling: optional(downsampling, 'Thinning out of old samples; needs a license.'),
  vmBackup: optional(vmBackup, 'Backups; need a license.'),
};

/** Spec of a VMSingle. */
export const vmsingleSpec = openObject({
  license: optional(license, 'License of VictoriaMetrics Enterprise.'),
  ...victoriaFields,
  ...childObjectFields,
  ...configReloaderFields,
  ...storageFields,
  ...ingestionFields,
  ...scrapeSelectionFields,
  ...scrapeConfigFields,
});
export type VMSingleSpec = z.output<typeof vmsingleSpec>;

const schema = customResource({
  kind: 'VMSingle',
  version: 'v1beta1',
  spec: vmsingleSpec,
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** A single-node VictoriaMetrics. */
export type VMSingle = z.output<typeof schema>;

/** The API of VMSingle. */
export const vmsingleApi: ApiKind<VMSingle> = {
  kind: 'VMSingle',
  group,
  version: 'v1beta1',
  plural: 'vmsingles',
  singular: 'vmsingle',
  listKind: 'VMSingleList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VMSingle runs VictoriaMetrics as one process which stores, queries and, if wanted, scrapes metrics.',
  schema,
};
