import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { vmsingle } from '../../hooks/kinds/vmsingle/index.ts';
import { release } from '../../hooks/lib/version.ts';
import { groupKey } from '../../hooks/metacontroller/contract.ts';
import { HooksService } from '../harness/hooks-service.ts';
import type { Bench, Figure } from './figure.ts';
import { median } from './figure.ts';
import { residentMegabytes } from './process-figures.ts';

const token = 'bench-token-bench-token';

/** From spawn to ready of the bundle, and its memory when idle. */
export const coldStart: Bench = {
  name: 'hook service: cold start',
  run: async () => {
    const times: number[] = [];
    let resident = 0;
    for (let i = 0; i < 9; i++) {
      await withService(async (service, startMs) => {
        times.push(startMs);
        resident = service.pid === undefined ? Number.NaN : await residentMegabytes(service.pid);
      });
    }
    return [
      { name: 'spawn to ready, median of 9', value: median(times), unit: 'ms', budget: 300 },
      { name: 'RSS when idle', value: resident, unit: 'MB' },
    ];
  },
};

/** Throughput and latency of one small sync over HTTP, client and server sharing the machine. */
export const smallSync: Bench = {
  name: 'hook service: small sync (VMSingle without children yet)',
  run: () =>
    withService(async (service) => {
      const result = await autocannon({
        url: `http://127.0.0.1:${service.port}/hooks/${release}/VMSingle/sync`,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(smallRequest()),
        connections: 4,
        duration: 5,
      });
      const figures: Figure[] = [
        { name: 'p50', value: result.latency.p50, unit: 'ms' },
        { name: 'p99', value: result.latency.p99, unit: 'ms', budget: 5 },
        { name: 'throughput', value: result.requests.average, unit: 'req/s' },
        {
          name: 'RSS after it',
          value: service.pid === undefined ? Number.NaN : await residentMegabytes(service.pid, 'peak'),
          unit: 'MB',
        },
      ];
      if (result.non2xx > 0 || result.errors > 0)
        return `${result.non2xx} answers were no 2xx, ${result.errors} requests failed`;
      return figures;
    }),
};

async function withService<T>(use: (service: HooksService, startMs: number) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vmop-bench-'));
  const begin = performance.now();
  const service = await HooksService.start({ folder, name: 'hooks', only: 'hooks', token });
  const startMs = performance.now() - begin;
  try {
    return await use(service, startMs);
  } finally {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A sync request as Metacontroller sends it for a new VMSingle. */
function smallRequest(): object {
  const { api, controller } = vmsingle;
  if (controller === undefined) throw new Error('VMSingle has no controller');
  const empty = (kinds: readonly { apiVersion: string; kind: string }[]) =>
    Object.fromEntries(kinds.map(({ apiVersion, kind }) => [groupKey(apiVersion, kind), {}]));
  return {
    controller: { metadata: { name: 'vmop-vmsingles' } },
    parent: {
      apiVersion: `${api.group}/${api.version}`,
      kind: api.kind,
      metadata: { name: 'bench', namespace: 'bench', uid: '7e4c9f6e-0000-4000-8000-000000000001', generation: 1 },
      spec: { retentionPeriod: '30d', extraArgs: { 'search.maxQueryDuration': '30s' } },
    },
    children: empty(controller.childKinds),
    related: empty(controller.relatedKinds),
    finalizing: false,
  };
}
