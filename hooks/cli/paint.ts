import { styleText } from 'node:util';
import type { CliIo } from './io.ts';

/** Colours that the commands use. */
type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'bold' | 'dim';

/** Colours text, or leaves it alone. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal only, and never when NO_COLOR is set (https://no-color.org). */
export function painter({ stdout, env }: Pick<CliIo, 'stdout' | 'env'>): Paint {
  const isOn = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  return isOn ? (colour, text) => styleText(colour, text) : (_colour, text) => text;
}
