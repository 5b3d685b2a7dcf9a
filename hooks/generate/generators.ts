import { generateAdmissionWebhook } from './admission-webhook.ts';
import { generateApiDocs } from './api-docs.ts';
import { generateControllers } from './composite-controllers.ts';
import { generateConfigurationDoc } from './configuration-doc.ts';
import { generateCrds } from './crd.ts';
import { generateEmbeddedTypes } from './embedded-types.ts';
import type { Generator } from './generated-file.ts';
import { generateRbac } from './rbac.ts';
import { generateReasonsDoc } from './reasons-doc.ts';

/** Everything that `npm run generate` writes; a file that no generator makes is written by hand. */
export const generators: readonly Generator[] = [
  () => generateEmbeddedTypes(),
  generateCrds,
  generateApiDocs,
  generateControllers,
  generateRbac,
  generateAdmissionWebhook,
  () => generateConfigurationDoc(),
  () => generateReasonsDoc(),
];
