/** One object of which a hook has answered a status. */
export interface ObjectState {
  readonly controller: string;
  readonly namespace: string;
  readonly name: string;
  readonly updateStatus: string;
}

/** The last known status of objects, by what this process answered. */
export interface ObjectStates {
  /** Remembers a status; it is forgotten when no sync has confirmed it for `lifetimeMs`. */
  set(state: ObjectState, nowMs: number, lifetimeMs: number): void;
  /** All that are not forgotten. */
  list(nowMs: number): readonly ObjectState[];
}

/**
 * Hooks are never told that an object was deleted (there is no finalizer), so a status lives only as long as resyncs confirm it.
 */
export function createObjectStates(): ObjectStates {
  const states = new Map<string, { readonly state: ObjectState; readonly expiresMs: number }>();
  return {
    set(state, nowMs, lifetimeMs) {
      states.set(`${state.controller} ${state.namespace}/${state.name}`, { state, expiresMs: nowMs + lifetimeMs });
    },
    list(nowMs) {
      for (const [key, { expiresMs }] of states) {
        if (expiresMs < nowMs) states.delete(key);
      }
      return [...states.values()].map(({ state }) => state);
    },
  };
}
