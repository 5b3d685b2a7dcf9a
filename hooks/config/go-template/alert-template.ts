import { err, ok, type Result } from '../../lib/result.ts';
import { checkGoTemplate, goFunctions } from './check.ts';

/** Functions of vmalert besides those of Go. Source: https://docs.victoriametrics.com/victoriametrics/vmalert/#template-functions */
const functions = [
  ...['args', 'crlfEscape', 'externalURL', 'first', 'formatTime', 'htmlEscape', 'humanize', 'humanize1024'],
  ...['humanizeDuration', 'humanizePercentage', 'humanizeTimestamp', 'jsonEscape', 'label', 'match', 'now'],
  ...['parseDuration', 'parseDurationTime', 'pathEscape', 'pathPrefix', 'query', 'queryEscape', 'quotesEscape'],
  ...['reReplaceAll', 'safeHtml', 'sortByLabel', 'stripDomain', 'stripPort', 'strvalue', 'title', 'toLower', 'toTime'],
  ...['toUpper', 'value'],
];

/** Variables of vmalert. Source: https://docs.victoriametrics.com/victoriametrics/vmalert/#templating */
const variables = [
  ...['$value', '$type', '$labels', '$expr', '$externalLabels', '$externalURL', '$alertID', '$groupID', '$activeAt'],
  ...['$for', '$isPartial'],
];

const names = { functions: new Set([...goFunctions, ...functions]), variables };

/** Is an annotation or label one that vmalert can fill in? A text without both kinds of braces is no template to it and always fine. */
export function checkAlertTemplate(text: string): Result<void, string> {
  if (!text.includes('{{') || !text.includes('}}')) return ok(undefined);
  const checked = checkGoTemplate(text, names);
  return checked.ok ? checked : err(`error parsing template: template: ${checked.error}`);
}
