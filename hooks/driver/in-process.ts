import type { Settings } from '../api/settings.ts';
import { answerCustomize } from '../dispatch/answer-customize.ts';
import { answerDecorate, answerDecorateCustomize } from '../dispatch/answer-decorate.ts';
import { answerSync } from '../dispatch/answer-sync.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import type { CallHook } from './drive.ts';
import { namespaceDecoratorName } from './namespace-decorator.ts';

/**
 * Answers hook calls in this process, by the same functions that serve them over HTTP. Throws what they throw, and for a target that has
 * no controller.
 */
export function callInProcess(registry: readonly RegisteredKind[], settings: Settings, now: string): CallHook {
  const kinds = new Map(registry.map((kind) => [kind.api.kind.toLowerCase(), kind]));
  return ({ target, hook, body }) => {
    if (target === namespaceDecoratorName) {
      return hook === 'sync' ? answerDecorate(body, registry, settings) : answerDecorateCustomize(body, registry);
    }
    const kind = kinds.get(target);
    if (kind === undefined) throw new Error(`no hook is called ${target}`);
    return hook === 'sync' ? answerSync(body, kind, settings, now) : answerCustomize(body, kind, settings);
  };
}
