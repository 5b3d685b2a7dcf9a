import { isSeq, parseDocument } from 'yaml';
import { err, ok, type Result } from '../lib/result.ts';

/**
 * One file from the user's inline rules (a YAML list as we render it, `` for none) and the text of a ConfigMap that the user
 * refers to (`` for none). The text is kept as it is, comments included, less blanks at its end; it is rewritten only where
 * putting one behind the other would not give one list: when it is indented, in brackets, or begins with `---`, behind which
 * vmagent would not even read it. The error says that the text is no list; a text that stands alone is not judged, because
 * vmagent fills in `%{ENV}` before it parses.
 */
export function joinRuleLists(inline: string, referenced: string): Result<string, string> {
  const text = referenced.trimEnd();
  if (text === '') return ok(inline);
  if (inline === '' || inline === '[]\n') return ok(text);
  return startsAtColumnZero(text) ? ok(inline + text) : rewritten(inline, text);
}

// The first line that is neither blank nor a comment is a list item, and no line ends the document.
function startsAtColumnZero(text: string): boolean {
  const first = text.split('\n').find((line) => !/^\s*(?:#.*)?$/.test(line));
  return first !== undefined && /^-(?:\s|$)/.test(first) && !/^(?:---|\.\.\.)(?:\s|$)/m.test(text);
}

function rewritten(inline: string, text: string): Result<string, string> {
  // 1.1 as Go's readers; the document keeps each scalar as it was written.
  const document = parseDocument(text, { version: '1.1', logLevel: 'error' });
  const fault = document.errors[0];
  if (fault !== undefined) return err(`is no YAML: ${fault.message.split('\n')[0] ?? ''}`);
  const list = document.contents;
  if (list === null) return ok(inline);
  if (!isSeq(list)) return err('is no list of rules');
  list.flow = false;
  return ok(
    list.items.length === 0 ? inline : inline + document.toString({ lineWidth: 0, directives: false }).trimEnd(),
  );
}
