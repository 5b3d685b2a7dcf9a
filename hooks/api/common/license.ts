import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { flag, text } from './scalars.ts';

/** License of VictoriaMetrics Enterprise. */
export const license = openObject({
  key: optional(text, 'License key as plain text; prefer keyRef.'),
  keyRef: optional(SecretKeySelector, 'Key of a Secret that holds the license key.'),
  forceOffline: optional(flag, 'Verify the license without asking the license server.'),
  reloadInterval: optional(text, 'How often the license file is read again, such as 1h.'),
});
