import type { Issue } from '../../api/issue.ts';

/** spec.syslogSpec, as far as rules look at it. */
export interface SyslogRuleSpec {
  readonly tcpListeners?: readonly Listener[] | undefined;
  readonly udpListeners?: readonly Listener[] | undefined;
}

interface Listener {
  readonly streamFields?: string | undefined;
  readonly ignoreFields?: string | undefined;
  readonly decolorizeFields?: string | undefined;
}

const listFields = ['streamFields', 'ignoreFields', 'decolorizeFields'] as const;

/** Fields of syslog listeners that the program cannot read. Warnings: the official operator accepts them. `path` is that of the field. */
export function syslogWarnings(syslog: SyslogRuleSpec | undefined, path: string): readonly Issue[] {
  return (['tcpListeners', 'udpListeners'] as const).flatMap((protocol) =>
    (syslog?.[protocol] ?? []).flatMap((listener, index) =>
      listFields.flatMap((field) => listsFields(listener[field], `${path}.${protocol}[${index}].${field}`)),
    ),
  );
}

function listsFields(value: string | undefined, path: string): readonly Issue[] {
  if (value === undefined || value === '' || isListOfTexts(value)) return [];
  return [{ path, reason: 'InvalidField', message: `${path} must be a JSON list of texts, such as ["host","app"]` }];
}

function isListOfTexts(value: string): boolean {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) && list.every((item) => typeof item === 'string');
  } catch {
    return false;
  }
}
