import type { HookCall } from '../../driver/run.ts';
import type { LoopbackService } from '../io.ts';

/** Calls hooks of a running service as Metacontroller does. Rejects with the service's own words on any answer but 200. */
export function callOverHttp({ url, release, token }: LoopbackService): (call: HookCall) => Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return async ({ target, hook, body }) => {
    const response = await fetch(`${url}/hooks/${release}/${target}/${hook}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`hook ${target}/${hook} answered ${response.status}: ${text}`);
    const answer: unknown = JSON.parse(text);
    return answer;
  };
}
