import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';

/** Leaves out fields, each given as `line name` with lines from 1; the same text where there are none. */
export function withoutFields(text: string, fields: ReadonlySet<string>): string {
  const lineCounter = new LineCounter();
  return edited(text, parseDocument(text, { lineCounter }), (document) => {
    visit(document, {
      Pair(_key, { key }) {
        const start = isScalar(key) ? key.range?.[0] : undefined;
        if (start === undefined || !isScalar(key)) return undefined;
        return fields.has(`${lineCounter.linePos(start).line} ${String(key.value)}`) ? visit.REMOVE : undefined;
      },
    });
  });
}

/** Leaves out the job of a name, in a whole configuration or in a list of jobs. */
export function withoutJob(text: string, name: string): string {
  return edited(text, parseDocument(text), (document) => {
    visit(document, {
      Map(_key, map) {
        return map.get('job_name') === name ? visit.REMOVE : undefined;
      },
    });
  });
}

/** Replaces each list under `if` by its first item. */
export function withFirstIfOnly(text: string): string {
  return edited(text, parseDocument(text), (document) => {
    visit(document, {
      Map(_key, map) {
        const list = map.get('if', true);
        if (isSeq(list)) map.set('if', list.items[0]);
      },
    });
  });
}

/** The text of a changed document; the text itself where nothing changed, so that its bytes are judged. */
function edited(text: string, document: Document.Parsed, change: (document: Document.Parsed) => void): string {
  const before = String(document);
  change(document);
  if (isMap(document.contents) && document.has('scrape_configs') && document.get('scrape_configs') === null) {
    throw new Error('no jobs left to judge');
  }
  const after = document.toString({ lineWidth: 0 });
  return after === before ? text : after;
}
