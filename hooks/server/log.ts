import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from '../api/server-options.ts';

/** Where log lines go; pino's, narrowed to what is used. Callers never pass objects of a request, only names and numbers. */
export type Log = Pick<Logger, LogLevel>;

/** JSON lines with `level` as a word and `time` in RFC 3339; `onLine` sees the level of every line that is written. */
export function createLog(level: LogLevel, destination: DestinationStream, onLine: (level: string) => void): Log {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method, number) {
          onLine(this.levels.labels[number] ?? 'unknown');
          method.apply(this, args);
        },
      },
    },
    destination,
  );
}
