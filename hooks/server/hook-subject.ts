import { isJsonObject, type JsonObject } from '../lib/json.ts';

/** What a log line may say of the object of a request: its name and generation, nothing of its content. */
export interface HookSubject {
  readonly namespace?: string;
  readonly name?: string;
  readonly generation?: number;
}

/** What a log line and the metrics may say of an answer. */
export interface HookOutcome {
  /** Number of children or attachments. */
  readonly children?: number;
  /** `status.updateStatus`. */
  readonly updateStatus?: string;
  /** Reason of the condition `Ready`. */
  readonly reason?: string;
  readonly resyncAfterSeconds?: number;
}

// Names of Kubernetes have 253 characters at most; anything longer is no name.
const maxName = 253;

/** The parent of a request body, `object` in a decorator's; everything is left out where the body is not what it should be. */
export function subjectOf(body: unknown): HookSubject {
  const parent = isJsonObject(body) ? (body['parent'] ?? body['object']) : undefined;
  const metadata = field(parent, 'metadata');
  const namespace = shortText(field(metadata, 'namespace'));
  const name = shortText(field(metadata, 'name'));
  const generation = field(metadata, 'generation');
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(typeof generation === 'number' ? { generation } : {}),
  };
}

/** What an answer says of itself. */
export function outcomeOf(answer: unknown): HookOutcome {
  const list = field(answer, 'children') ?? field(answer, 'attachments');
  const status = field(answer, 'status');
  const resync = field(answer, 'resyncAfterSeconds');
  const updateStatus = shortText(field(status, 'updateStatus'));
  const reason = readyReason(field(status, 'conditions'));
  return {
    ...(Array.isArray(list) ? { children: list.length } : {}),
    ...(updateStatus === undefined ? {} : { updateStatus }),
    ...(reason === undefined ? {} : { reason }),
    ...(typeof resync === 'number' ? { resyncAfterSeconds: resync } : {}),
  };
}

function readyReason(conditions: unknown): string | undefined {
  if (!Array.isArray(conditions)) return undefined;
  return shortText(
    field(
      conditions.find((condition) => field(condition, 'type') === 'Ready'),
      'reason',
    ),
  );
}

function field(value: unknown, name: string): unknown {
  return isJsonObject(value) ? read(value, name) : undefined;
}

function read(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxName ? value : undefined;
}
