import { issueText } from '../api/issue.ts';
import type { Finding } from './input/load.ts';
import type { Writer } from './io.ts';

/** One finding on one line: `FILE:LINE (document N): Kind namespace/name: path: message [Reason]`. */
export function renderFinding({ file, document, line, object, reason, ...issue }: Finding): string {
  const place = `${file}${line === undefined ? '' : `:${line}`}${document === undefined ? '' : ` (document ${document})`}`;
  return `${place}: ${object === undefined ? '' : `${object}: `}${issueText(issue)} [${reason}]`;
}

/** Writes findings, one a line, in the order of the input. */
export function printFindings(findings: readonly Finding[], to: Writer, prefix = ''): void {
  for (const finding of findings) to.write(`${prefix}${renderFinding(finding)}\n`);
}
