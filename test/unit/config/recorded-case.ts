import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes object of a conformance case, with the fields its reader knows. */
export type CaseObject = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly metadata: { readonly name: string };
};

/** One case of test/conformance/cases: what was given, and what the official operator made of it. */
export interface RecordedCase {
  readonly input: readonly CaseObject[];
  readonly children: readonly CaseObject[];
}

/** Reads a case by its name. */
export function recordedCase(name: string): RecordedCase {
  const path = new URL(`../../conformance/cases/${name}`, import.meta.url);
  const input = documents(`${path.pathname}.yaml`) as CaseObject[];
  const [recorded] = documents(`${path.pathname}.recorded.yaml`) as { readonly children: CaseObject[] }[];
  return { input, children: recorded?.children ?? [] };
}

function documents(path: string): unknown[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.toJS() as unknown);
}
