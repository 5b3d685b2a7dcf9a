import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Files that are read again when they change. */
export interface WatchedFiles {
  close(): void;
}

const pollMs = 10_000;
const settleMs = 100;

/**
 * Calls `onChange` with the new contents, in the order of `paths`, whenever one of the files has changed. `known` are the contents
 * which the caller has. Kubernetes replaces a mounted Secret by swapping the symlink `..data`, so the folders are watched; a poll
 * every 10 s covers file systems that tell nothing. A file that cannot be read, and an `onChange` that throws, go to `onError`
 * and are tried again.
 */
export function watchFiles(
  paths: readonly string[],
  known: readonly string[],
  onChange: (contents: readonly string[]) => void,
  onError: (error: unknown) => void,
): WatchedFiles {
  let last = known;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const check = async (): Promise<void> => {
    const contents = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    if (isClosed || contents.every((text, index) => text === last[index])) return;
    onChange(contents);
    // Only now: what was refused is tried again with every poll.
    last = contents;
  };
  const schedule = (): void => {
    clearTimeout(timer);
    // Certificate and key arrive one after the other.
    timer = setTimeout(() => void check().catch(onError), settleMs);
  };

  const watchers = [...new Set(paths.map(dirname))].flatMap((folder) => watchFolder(folder, schedule, onError));
  const poll = setInterval(schedule, pollMs);
  poll.unref();
  return {
    close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(poll);
      for (const watcher of watchers) watcher.close();
    },
  };
}

function watchFolder(folder: string, onEvent: () => void, onError: (error: unknown) => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { persistent: false }, onEvent);
    watcher.on('error', onError);
    return [watcher];
  } catch (error) {
    // Out of inotify watches: the poll remains.
    onError(error);
    return [];
  }
}
