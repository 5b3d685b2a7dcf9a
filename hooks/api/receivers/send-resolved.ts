import { flag } from '../common/scalars.ts';
import { optional } from '../field.ts';

/** Every receiver can tell the end of an alert. */
export const sendResolved = optional(flag, 'Whether the end of an alert is sent too.');
