import type { Settings } from '../api/settings.ts';
import { answerCustomize } from '../dispatch/answer-customize.ts';
import { answerDecorate, answerDecorateCustomize } from '../dispatch/answer-decorate.ts';
import { answerSync } from '../dispatch/answer-sync.ts';
import { namespaceDecoratorName } from '../driver/namespace-decorator.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { createMemo } from '../lib/memo.ts';

/** The two hooks of one controller, as functions of a request body; they throw HookError and GuardRefusal. */
export interface HookPair {
  /** Name in URLs and metrics: the kind in lower case, or `namespace-extras`. */
  readonly name: string;
  /** After how many seconds a parent is synced again; absent for the decorator, which answers no status. */
  readonly resyncPeriodSeconds?: number;
  customize(body: unknown): unknown;
  sync(body: unknown): unknown;
}

/** What the hooks of all controllers are made of. */
export interface HookSources {
  readonly registry: readonly RegisteredKind[];
  /** Asked for at every request, because keys are rotated while the service runs. */
  readonly settings: () => Settings;
  /** The time of a request, RFC 3339 in UTC with whole seconds. */
  readonly now: () => string;
}

// One entry is the jobs of one scrape object for one scraper, about 2 kB: at most 60 MB.
const memoEntries = 30_000;

/** Hooks by their name in URLs: one pair for each kind with a controller, one for the decorator on Namespaces. */
export function buildHookTable({ registry, settings, now }: HookSources): ReadonlyMap<string, HookPair> {
  const memo = createMemo(memoEntries);
  const composites = registry.flatMap((kind): readonly HookPair[] => {
    if (kind.controller === undefined) return [];
    return [
      {
        name: kind.api.kind.toLowerCase(),
        resyncPeriodSeconds: kind.controller.resyncPeriodSeconds,
        customize: (body) => answerCustomize(body, kind, settings()),
        sync: (body) => answerSync(body, kind, settings(), now(), memo),
      },
    ];
  });
  const extras: HookPair = {
    name: namespaceDecoratorName,
    customize: (body) => answerDecorateCustomize(body, registry),
    sync: (body) => answerDecorate(body, registry, settings()),
  };
  return new Map([...composites, extras].map((pair) => [pair.name, pair]));
}
