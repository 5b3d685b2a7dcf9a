import type { Settings } from '../api/settings.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { parseParent } from '../kinds/parse-parent.ts';
import { objectKey } from '../lib/kube-object.ts';
import { type CustomizeAnswer, renderRelateRules } from '../metacontroller/customize.ts';
import { CustomizeRequest } from '../metacontroller/envelope.ts';
import { asHookError } from './hook-error.ts';
import { readRequest, requireKind } from './read-request.ts';

/**
 * Answers a composite's customize request. A parent that its own kind cannot read relates nothing, so that its sync can say what is
 * wrong with it. Metacontroller remembers the answer for 20 minutes by uid and generation. Throws HookError.
 */
export function answerCustomize(body: unknown, kind: RegisteredKind, settings: Settings): CustomizeAnswer {
  const parent = requireKind(readRequest(CustomizeRequest, body).parent, kind.api);
  return asHookError(`customize of ${objectKey(parent)}`, () => {
    const parsed = parseParent(kind, parent);
    return renderRelateRules(parsed.ok ? (kind.controller?.relate(parsed.value, settings) ?? []) : []);
  });
}
