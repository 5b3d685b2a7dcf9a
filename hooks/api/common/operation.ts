import { optional } from '../field.ts';
import { managedMetadata } from './embedded-metadata.ts';
import { flag, text } from './scalars.ts';

/** What concerns all child objects of a custom resource, whether it runs one program or several. */
export const childObjectFields = {
  managedMetadata: optional(managedMetadata, 'Labels and annotations for every child object.'),
  serviceAccountName: optional(text, 'Existing service account for the pods; without it one is created.'),
  useLegacyNaming: optional(flag, 'Keep the names of child objects as earlier versions of the operator made them.'),
};

/** How the operator treats what it runs; a cluster has these for itself and for each of its parts. */
export const treatmentFields = {
  paused: optional(flag, 'Leave all child objects as they are.'),
  useStrictSecurity: optional(flag, 'Run the pods with a restrictive security context unless one is given.'),
};

/** How the operator treats one program. */
export const operationFields = {
  componentVersion: optional(text, 'Version of the program, for images without a tag of their own.'),
  disableAutomountServiceAccountToken: optional(
    flag,
    'Mount the token of the service account only into containers that need it.',
  ),
  disableSelfServiceScrape: optional(flag, 'Create no scrape object for the metrics of the workload itself.'),
  ...treatmentFields,
};
