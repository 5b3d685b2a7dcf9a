import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registry } from '../../../hooks/registry.ts';
import { aHooksService, aSyncBody } from '../../fixtures/hooks-service.ts';

const service = aHooksService({ registry });
const names = fc.constantFrom('vmsingle', 'VMSingle', 'namespace-extras', 'box');
const url = fc.tuple(names, fc.constantFrom('sync', 'customize')).map(([name, verb]) => `/hooks/v1/${name}/${verb}`);
const vmsingle = { apiVersion: 'operator.victoriametrics.com/v1beta1', kind: 'VMSingle' };
const nearlyRight = fc
  .record({ metadata: fc.jsonValue(), spec: fc.jsonValue(), children: fc.jsonValue(), related: fc.jsonValue() })
  .map(({ metadata, spec, children, related }) =>
    aSyncBody({ parent: { ...vmsingle, metadata, spec }, children, related }),
  );
const payload = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  nearlyRight.map((value) => JSON.stringify(value)),
);

it('whatever is posted, the answer is whole or a short refusal, and each request leaves one readable line', async () => {
  await fc.assert(
    fc.asyncProperty(url, payload, async (target, body) => {
      const before = service.lines().length;
      const headers = { 'content-type': 'application/json' };
      const answer = await service.app.inject({ method: 'POST', url: target, payload: body, headers });
      if (answer.statusCode === 200) expect(answer.json()).toBeTypeOf('object');
      else expect(Buffer.byteLength(answer.body)).toBeLessThanOrEqual(200);
      expect([200, 400, 404, 500]).toContain(answer.statusCode);
      expect(service.lines()).toHaveLength(before + 1);
      expect(service.load.requests).toBe(0);
    }),
    { numRuns: 300 },
  );
});
