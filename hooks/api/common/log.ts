import { z } from 'zod';
import { optional } from '../field.ts';

/** Logging of a VictoriaMetrics program. */
export const logFields = {
  logLevel: optional(z.enum(['INFO', 'WARN', 'ERROR', 'FATAL', 'PANIC']), 'Least severe messages that are logged.'),
  logFormat: optional(z.enum(['default', 'json']), 'Form of the log lines.'),
};
