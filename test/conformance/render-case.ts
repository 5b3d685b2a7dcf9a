import { parseSettings } from '../../hooks/api/settings-table.ts';
import { type CallHook, drive } from '../../hooks/driver/drive.ts';
import { callInProcess } from '../../hooks/driver/in-process.ts';
import { namespaceDecorator } from '../../hooks/driver/namespace-decorator.ts';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { allKinds } from '../../hooks/registry.ts';

const now = '2026-01-02T03:04:05Z';

/** What our hooks make of a case once nothing changes any more. */
export interface Rendered {
  /** Everything that came into being. */
  readonly children: readonly KubeObject[];
  /** The inputs, with status. */
  readonly parents: readonly KubeObject[];
}

/** Drives the real hooks over the inputs of a case under an environment such as the recording's; `around` may change what they are asked. */
export function renderCase(
  inputs: readonly KubeObject[],
  env: Readonly<Record<string, string>>,
  around: (callHook: CallHook) => CallHook = (callHook) => callHook,
): Rendered {
  const parsed = parseSettings(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { settings } = parsed.value;
  const callHook = around(callInProcess(allKinds, settings, now));
  const { objects } = drive(inputs, {
    registry: allKinds,
    settings,
    now,
    decorator: namespaceDecorator(allKinds),
    callHook,
  });
  const given = new Set(inputs.map(objectKey));
  return {
    children: objects.filter((object) => !given.has(objectKey(object)) && object.kind !== 'Namespace'),
    parents: objects.filter((object) => given.has(objectKey(object))),
  };
}
