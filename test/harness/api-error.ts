import { isJsonObject } from '../../hooks/lib/json.ts';

/** A request that the API server refused. */
export class ApiError extends Error {
  /** HTTP status. */
  readonly code: number;
  /** Machine-readable reason of the Status object, such as `NotFound`, `AlreadyExists`, `Forbidden`, `Invalid`. */
  readonly reason: string;
  /** The API server's own sentence. */
  readonly detail: string;

  constructor(request: string, code: number, reason: string, detail: string) {
    super(`${request}: ${code} ${reason}: ${detail}`);
    this.name = 'ApiError';
    this.code = code;
    this.reason = reason;
    this.detail = detail;
  }

  /** Reads a Status object, or any other text, out of the body of a refusal. */
  static fromAnswer(request: string, code: number, text: string): ApiError {
    const status = parseJson(text);
    if (!isJsonObject(status)) return new ApiError(request, code, 'Unknown', text.slice(0, 500));
    const { reason, message } = status;
    return new ApiError(
      request,
      code,
      typeof reason === 'string' ? reason : 'Unknown',
      typeof message === 'string' ? message : text.slice(0, 500),
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
