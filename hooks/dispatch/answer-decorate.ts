import type { Settings } from '../api/settings.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import {
  namespaceExtrasChildKinds,
  namespaceExtrasRelatedKinds,
  relateNamespaceExtras,
} from '../kinds/namespace-extras/relate.ts';
import { syncNamespaceExtras } from '../kinds/namespace-extras/sync.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { type CustomizeAnswer, renderRelateRules } from '../metacontroller/customize.ts';
import { CustomizeRequest, DecoratorSyncRequest } from '../metacontroller/envelope.ts';
import { guardDecorate } from '../metacontroller/guard.ts';
import { clusterNamePrefix } from '../objects/scraper-rbac.ts';
import { asHookError, HookError } from './hook-error.ts';
import { readRequest, requireGroups } from './read-request.ts';

/** Answer of a decorator's sync hook. Without labels, annotations and status Metacontroller leaves the decorated object alone. */
export interface DecorateAnswer {
  readonly attachments: readonly KubeObject[];
  readonly resyncAfterSeconds?: number;
}

/** Answers a sync request of the decorator on Namespaces; `kinds` are all that vmop knows. Throws HookError for everything that must not be answered. */
export function answerDecorate(body: unknown, kinds: readonly RegisteredKind[], settings: Settings): DecorateAnswer {
  const { object, attachments, related } = readRequest(DecoratorSyncRequest, body);
  const namespace = requireNamespace(object);
  return asHookError(`sync of ${objectKey(namespace)}`, () => {
    requireGroups(attachments, namespaceExtrasChildKinds);
    requireGroups(related, namespaceExtrasRelatedKinds(kinds));
    const output = syncNamespaceExtras({ namespace, attachments, related, kinds, settings });
    guardDecorate(output, {
      childKinds: namespaceExtrasChildKinds,
      namespace: namespace.metadata.name,
      clusterNamePrefix: clusterNamePrefix(namespace.metadata.name),
      observed: attachments,
    });
    const { removes: _, ...answer } = output;
    return answer;
  });
}

/** Answers a customize request of the decorator on Namespaces. Throws HookError. */
export function answerDecorateCustomize(body: unknown, kinds: readonly RegisteredKind[]): CustomizeAnswer {
  const namespace = requireNamespace(readRequest(CustomizeRequest, body).parent);
  return asHookError(`customize of ${objectKey(namespace)}`, () =>
    renderRelateRules(relateNamespaceExtras(namespace.metadata.name, kinds)),
  );
}

function requireNamespace(object: KubeObject): KubeObject {
  if (object.kind === 'Namespace' && object.apiVersion === 'v1') return object;
  throw new HookError(400, 'InvalidRequest', `${objectKey(object)} is no Namespace`);
}
