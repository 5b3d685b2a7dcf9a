import type { CustomResource } from '../api/api-kind.ts';
import { checkStatus } from '../api/parse.ts';
import type { Settings } from '../api/settings.ts';
import { failedParent } from '../kinds/converge-workload.ts';
import type { Controller, RegisteredKind } from '../kinds/kind.ts';
import { parseParent } from '../kinds/parse-parent.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { type Memo, noMemo } from '../lib/memo.ts';
import { groupKey, type SyncInput, type SyncOutput } from '../metacontroller/contract.ts';
import { CompositeSyncRequest } from '../metacontroller/envelope.ts';
import { guardSync } from '../metacontroller/guard.ts';
import { asHookError } from './hook-error.ts';
import { kindsOfRules, readRequest, requireGroups, requireKind } from './read-request.ts';

/** Answer of a composite sync hook. The field list is closed: v2 answers are read in strict mode. */
export interface SyncAnswer {
  readonly children: readonly KubeObject[];
  readonly status: object;
  readonly resyncAfterSeconds?: number;
}

/**
 * Answers a composite sync request: body as it came, `now` as RFC 3339 in UTC with whole seconds. A parent that its own kind cannot
 * read keeps its children and gets a failed status. Throws HookError for everything that must not be answered.
 */
export function answerSync(
  body: unknown,
  kind: RegisteredKind,
  settings: Settings,
  now: string,
  memo: Memo = noMemo,
): SyncAnswer {
  const request = readRequest(CompositeSyncRequest, body);
  const parent = requireKind(request.parent, kind.api);
  const { children, related } = request;
  return asHookError(`sync of ${objectKey(parent)}`, () => {
    const controller = controllerOf(kind);
    requireGroups(
      children,
      controller.childKinds.filter(({ optional }) => optional === undefined),
    );
    const output = sync(kind, controller, { parent, children, related, settings, now, memo });
    guardSync(output, {
      // An optional kind counts only where the installed controller declares it: else the child would never be observed.
      childKinds: controller.childKinds.filter(({ apiVersion, kind }) =>
        Object.hasOwn(children, groupKey(apiVersion, kind)),
      ),
      namespace: parent.metadata.namespace ?? '',
      observed: children,
      checkStatus: (status) => checkStatus(kind.api, status),
    });
    const { removes: _, ...answer } = output;
    return answer;
  });
}

function sync(kind: RegisteredKind, controller: Controller<CustomResource>, input: SyncInput<KubeObject>): SyncOutput {
  const parsed = parseParent(kind, input.parent);
  if (!parsed.ok) return failedParent(input, parsed.error);
  requireGroups(input.related, kindsOfRules(controller.relate(parsed.value, input.settings), controller.relatedKinds));
  const refused =
    controller.asksAdmission === true ? { refused: kind.validate(parsed.value, input.settings).issues } : {};
  return controller.sync({ ...input, ...refused, parent: parsed.value });
}

function controllerOf({ api, controller }: RegisteredKind): Controller<CustomResource> {
  if (controller === undefined) throw new Error(`${api.kind} has no controller`);
  return controller;
}
