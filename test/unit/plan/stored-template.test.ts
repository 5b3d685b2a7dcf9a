import { describe, expect, it } from 'vitest';
import { sameTemplate } from '../../../hooks/plan/stored-template.ts';

const pod = (container: object, spec: object = {}) => ({
  spec: { containers: [{ name: 'main', image: 'a:1', ...container }], ...spec },
});
const memory = (amount: string) => pod({ resources: { limits: { memory: amount } } });

describe('sameTemplate', () => {
  it.each([
    { name: 'an image policy', before: pod({}), after: pod({ imagePullPolicy: 'IfNotPresent' }) },
    {
      name: 'the policy of an image without tag',
      before: pod({ image: 'host:5000/a' }),
      after: pod({ image: 'host:5000/a', imagePullPolicy: 'Always' }),
    },
    { name: 'an empty list', before: pod({}), after: pod({ args: [], env: [] }, { tolerations: [], volumes: [] }) },
    { name: 'an empty map', before: pod({}), after: pod({ resources: { limits: {} } }, { nodeSelector: {} }) },
    { name: 'a false that needs no saying', before: pod({}), after: pod({ tty: false }, { hostNetwork: false }) },
    { name: 'the grace period', before: pod({}), after: pod({}, { terminationGracePeriodSeconds: 30 }) },
    {
      name: 'parts of a probe',
      before: pod({ startupProbe: { httpGet: { port: 80 } } }),
      after: pod({ startupProbe: { httpGet: { port: 80, scheme: 'HTTP', path: '/' }, timeoutSeconds: 1 } }),
    },
    { name: 'an amount in other words', before: memory('1Gi'), after: memory('1024Mi') },
  ])('$name makes no difference', ({ before, after }) => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
      expect(sameTemplate(kind, before, after)).toBe(true);
      expect(sameTemplate(kind, after, before)).toBe(true);
    }
  });

  it.each([
    { name: 'another policy', before: pod({}), after: pod({ imagePullPolicy: 'Always' }) },
    { name: 'an empty affinity', before: pod({}), after: pod({}, { affinity: {} }) },
    { name: 'an empty security context', before: pod({}), after: pod({ securityContext: {} }) },
    { name: 'what only pods get by default', before: pod({}), after: pod({}, { enableServiceLinks: true }) },
    { name: 'the order of arguments', before: pod({ args: ['a', 'b'] }), after: pod({ args: ['b', 'a'] }) },
    { name: 'another amount', before: memory('1Gi'), after: memory('1G') },
  ])('$name is another template', ({ before, after }) => {
    expect(sameTemplate('StatefulSet', before, after)).toBe(false);
    expect(sameTemplate('Deployment', after, before)).toBe(false);
  });

  it('the same amount with another unit is another text, which only a Deployment sees through', () => {
    expect(sameTemplate('StatefulSet', memory('1024'), memory('1Ki'))).toBe(false);
    expect(sameTemplate('Deployment', memory('1024'), memory('1Ki'))).toBe(true);
  });
});
