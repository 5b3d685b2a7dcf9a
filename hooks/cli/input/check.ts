import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import type { RegisteredKind } from '../../kinds/kind.ts';
import { nearest } from '../../lib/edit-distance.ts';
import { apiGroup, type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { Finding, LoadedObject } from './load.ts';

/** What checking found: findings make a command fail, warnings are shown. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/**
 * Checks loaded objects as admission does on CREATE: structure, unknown fields, rules. Objects of other API groups pass unread, unless their
 * group or kind looks like a misspelling of ours.
 */
export function checkObjects(
  objects: readonly LoadedObject[],
  registry: readonly RegisteredKind[],
  settings: Settings,
): Checked {
  const checked = objects.map((loaded) => checkObject(loaded, registry, settings));
  return {
    findings: checked.flatMap(({ findings }) => findings),
    warnings: checked.flatMap(({ warnings }) => warnings),
  };
}

function checkObject(loaded: LoadedObject, registry: readonly RegisteredKind[], settings: Settings): Checked {
  const { object } = loaded;
  const toFinding = ({ path, reason, message }: Issue): Finding => ({
    ...loaded.placeOf(path),
    object: objectKey(object),
    path,
    reason,
    message,
  });
  const kind = registry.find(
    ({ api }) => object.apiVersion === `${api.group}/${api.version}` && object.kind === api.kind,
  );
  if (kind === undefined) return { findings: whyUnknown(object, registry).map(toFinding), warnings: [] };
  const parsed = kind.parse(object);
  const unknown = kind.unknownFields(object);
  if (!parsed.ok) return { findings: [...parsed.error, ...unknown].map(toFinding), warnings: [] };
  const { issues, warnings } = kind.validate(parsed.value, settings);
  return { findings: [...unknown, ...issues].map(toFinding), warnings: warnings.map(toFinding) };
}

function whyUnknown({ apiVersion, kind }: KubeObject, registry: readonly RegisteredKind[]): readonly Issue[] {
  const group = apiGroup(apiVersion);
  const issue = (path: string, message: string): readonly Issue[] => [{ path, reason: 'UnknownKind', message }];
  const sameKind = registry.find(({ api }) => api.kind === kind);
  if (sameKind !== undefined) {
    const { api } = sameKind;
    // The same name in a group that is nothing like ours is somebody else's kind.
    if (api.group !== group && nearest(group, [api.group]) === undefined) return [];
    return issue('apiVersion', `${kind} is served as ${api.group}/${api.version}, not as ${apiVersion}`);
  }
  const ours = registry.filter(({ api }) => api.group === group);
  if (ours.length === 0) return [];
  const suggestion = nearest(
    kind,
    ours.map(({ api }) => api.kind),
  );
  return issue(
    'kind',
    `${group} has no kind ${kind}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
  );
}
