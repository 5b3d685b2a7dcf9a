import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isJsonObject } from '../../hooks/lib/json.ts';
import { field, textAt } from './fields.ts';

/** One answered write request. */
export interface Write {
  readonly user: string;
  readonly verb: 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';
  /** Plural with subresource: `deployments`, `deployments/status`. */
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** HTTP status of the answer. */
  readonly code: number;
  /** False where the object was left exactly as it was (same resourceVersion), or the request was refused. */
  readonly changed: boolean;
}

/** Chooses writes; a field that is left out matches anything. */
export interface WriteFilter {
  readonly user?: string;
  readonly namespace?: string;
  /** Plural, with or without subresource; `deployments` does not match `deployments/status`. */
  readonly resource?: string;
  readonly name?: string;
}

/**
 * Reads the audit log as it grows, from where it ends now: the log of a whole test run has hundreds of megabytes. It is written before a
 * request is answered, so it is never behind the test.
 */
export class WriteCounter {
  readonly #auditLog: string;
  readonly #writes: Write[] = [];
  readonly #versions = new Map<string, string>();
  #offset: number;
  #rest = '';
  #reading: Promise<void> = Promise.resolve();

  constructor(auditLog: string) {
    this.#auditLog = auditLog;
    this.#offset = statSync(auditLog).size;
  }

  /** A point in the log; give it to `since`. */
  async mark(): Promise<number> {
    await this.#read();
    return this.#writes.length;
  }

  /** Writes after `mark` that match, dry runs excluded, in the order of their answers. */
  async since(mark: number, filter: WriteFilter = {}): Promise<readonly Write[]> {
    await this.#read();
    return this.#writes.slice(mark).filter((write) => matches(write, filter));
  }

  /** Like since, but only what changed an object, as sorted texts `verb resource name`, with ` ×n` where it happened n times: made to be compared in an expectation. */
  async changesSince(mark: number, filter: WriteFilter = {}): Promise<readonly string[]> {
    const counts = new Map<string, number>();
    for (const { changed, verb, resource, name } of await this.since(mark, filter)) {
      const key = `${verb} ${resource} ${name}`;
      if (changed) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].map(([key, count]) => (count === 1 ? key : `${key} ×${count}`)).sort();
  }

  #read(): Promise<void> {
    // Two readers at once would take the same bytes twice.
    this.#reading = this.#reading.then(() => this.#readOn());
    return this.#reading;
  }

  async #readOn(): Promise<void> {
    const file = await open(this.#auditLog);
    try {
      const buffer = Buffer.alloc(1 << 20);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#offset);
        if (bytesRead === 0) break;
        this.#offset += bytesRead;
        // latin1 keeps every byte, so a character that is cut by the end of the file survives until the next read.
        const lines = (this.#rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
        this.#rest = lines.pop() ?? '';
        for (const line of lines) this.#take(JSON.parse(Buffer.from(line, 'latin1').toString('utf8')));
      }
    } finally {
      await file.close();
    }
  }

  #take(event: unknown): void {
    const verb = textAt(event, 'verb');
    const isWrite =
      verb === 'create' || verb === 'update' || verb === 'patch' || verb === 'delete' || verb === 'deletecollection';
    if (!isWrite || (textAt(event, 'requestURI') ?? '').includes('dryRun=All')) return;
    // Metacontroller's events and leases, which the policy logs without their objects.
    if (textAt(event, 'level') === 'Metadata') return;
    const subresource = textAt(event, 'objectRef', 'subresource');
    const resource = textAt(event, 'objectRef', 'resource') ?? '';
    const namespace = textAt(event, 'objectRef', 'namespace') ?? '';
    const answer = field(event, 'responseObject');
    const name = textAt(event, 'objectRef', 'name') ?? textAt(answer, 'metadata', 'name') ?? '';
    const code = Number(field(event, 'responseStatus', 'code'));
    this.#writes.push({
      user: textAt(event, 'user', 'username') ?? '',
      verb,
      resource: subresource === undefined ? resource : `${resource}/${subresource}`,
      namespace,
      name,
      code,
      changed: code < 400 && this.#isChange(verb, `${resource} ${namespace}/${name}`, answer),
    });
  }

  #isChange(verb: string, key: string, answer: unknown): boolean {
    const version = isJsonObject(answer) ? textAt(answer, 'metadata', 'resourceVersion') : undefined;
    if (version === undefined || verb === 'create' || verb === 'delete') {
      if (version !== undefined) this.#versions.set(key, version);
      return true;
    }
    const before = this.#versions.get(key);
    this.#versions.set(key, version);
    return before !== version;
  }
}

function matches(write: Write, filter: WriteFilter): boolean {
  return (
    (filter.user === undefined || filter.user === write.user) &&
    (filter.namespace === undefined || filter.namespace === write.namespace) &&
    (filter.resource === undefined || filter.resource === write.resource) &&
    (filter.name === undefined || filter.name === write.name)
  );
}
