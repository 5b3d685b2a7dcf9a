import { optional } from '../field.ts';
import { managedMetadata } from './embedded-metadata.ts';
import { flag, text } from './scalars.ts';

/** How the operator treats a workload; every workload kind has these. */
export const operationFields = {
  componentVersion: optional(text, 'Version of the program, for images without a tag of their own.'),
  disableAutomountServiceAccountToken: optional(
    flag,
    'Mount the token of the service account only into containers that need it.',
  ),
  disableSelfServiceScrape: optional(flag, 'Create no scrape object for the metrics of the workload itself.'),
  managedMetadata: optional(managedMetadata, 'Labels and annotations for every child object.'),
  paused: optional(flag, 'Leave all child objects as they are.'),
  serviceAccountName: optional(text, 'Existing service account for the pods; without it one is created.'),
  useLegacyNaming: optional(flag, 'Keep the names of child objects as earlier versions of the operator made them.'),
  useStrictSecurity: optional(flag, 'Run the pods with a restrictive security context unless one is given.'),
};
