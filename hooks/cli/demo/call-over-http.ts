import { Agent, request } from 'node:http';
import type { HookCall } from '../../driver/run.ts';
import type { LoopbackService } from '../io.ts';

/** Hooks of a running service, over one kept connection. */
export interface HooksOverHttp {
  /** Calls a hook as Metacontroller does. Rejects with the service's own words on any answer but 200. */
  call(call: HookCall): Promise<unknown>;
  /** Ends the connection. */
  close(): void;
}

/** Connects to a service on loopback. */
export function hooksOverHttp({ url, release, token }: LoopbackService): HooksOverHttp {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return {
    async call({ target, hook, body }) {
      const { status, text } = await post(
        `${url}/hooks/${release}/${target}/${hook}`,
        JSON.stringify(body),
        headers,
        agent,
      );
      if (status !== 200) throw new Error(`hook ${target}/${hook} answered ${status}: ${text}`);
      const answer: unknown = JSON.parse(text);
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  agent: Agent,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
