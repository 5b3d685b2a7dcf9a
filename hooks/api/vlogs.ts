import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { customResource, group } from './common/custom-resource.ts';
import { flag } from './common/scalars.ts';
import { workloadStatusFields } from './common/status.ts';
import { opaqueObject, optional, withMeta } from './field.ts';
import { vlsingleSpec } from './vlsingle.ts';

const spec = vlsingleSpec
  .omit({ license: true, networkPolicy: true, syslogSpec: true, vpa: true })
  .extend({ removePvcAfterDelete: optional(flag, 'Delete the claim, and so the data, together with this object.') });

const schema = customResource({
  kind: 'VLogs',
  version: 'v1beta1',
  spec: withMeta(spec, { crdInstead: opaqueObject }),
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** The earlier form of VLSingle. Nothing is made from it any more. */
export type VLogs = z.output<typeof schema>;

/** The API of VLogs. */
export const vlogsApi: ApiKind<VLogs> = {
  kind: 'VLogs',
  group,
  version: 'v1beta1',
  plural: 'vlogs',
  singular: 'vlogs',
  listKind: 'VLogsList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'VLogs is the earlier form of VLSingle: what exists keeps running, but nothing is changed; use VLSingle.',
  schema,
};
