import type { Finding } from './input/load.ts';
import type { Writer } from './io.ts';

/** One finding on one line: `FILE:LINE (document N): Kind namespace/name: path: message [Reason]`. */
export function renderFinding({ file, document, line, object, path, message, reason }: Finding): string {
  const place = `${file}${line === undefined ? '' : `:${line}`}${document === undefined ? '' : ` (document ${document})`}`;
  // A message that begins with its path says it once.
  const field = path === '' || message.startsWith(path) ? '' : `${path}: `;
  return `${place}: ${object === undefined ? '' : `${object}: `}${field}${message} [${reason}]`;
}

/** Writes findings, one a line, in the order of the input. */
export function printFindings(findings: readonly Finding[], to: Writer, prefix = ''): void {
  for (const finding of findings) to.write(`${prefix}${renderFinding(finding)}\n`);
}
