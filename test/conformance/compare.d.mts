import type { KubeObject } from '../../hooks/lib/kube-object.ts';

/** One object as the recordings hold it, without the server's and our own bookkeeping. */
export function normalise(object: KubeObject): KubeObject;

/** Paths at which two normalised objects differ, as `path: recorded -> rendered`; `parse` reads text that is YAML. */
export function difference(recorded: unknown, rendered: unknown, path?: string, parse?: (text: string) => unknown): string[];
