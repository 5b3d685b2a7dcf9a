import { describe, expect, it } from 'vitest';
import { fieldAt } from '../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { normaliseLists } from '../../../hooks/metacontroller/normalise.ts';
import { aWorkload } from '../../fixtures/workload-objects.ts';

const inContainer = (fields: object) => ({ containers: [{ name: 'main', ...fields }] });
const alias = (ip: string, ...hostnames: string[]) => ({ ip, hostnames });

describe('normaliseLists', () => {
  it.each([
    {
      name: 'env: the last value wins at the first place',
      podSpec: inContainer({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
          { name: 'A', value: '3' },
        ],
      }),
      want: inContainer({
        env: [
          { name: 'A', value: '3' },
          { name: 'B', value: '2' },
        ],
      }),
    },
    {
      name: 'hostAliases: names of one address are joined',
      podSpec: { containers: [], hostAliases: [alias('1', 'a', 'b'), alias('2', 'c'), alias('1', 'b', 'd')] },
      want: { containers: [], hostAliases: [alias('1', 'a', 'b', 'd'), alias('2', 'c')] },
    },
    {
      name: 'one port number under two protocols is two ports',
      podSpec: inContainer({ ports: [{ containerPort: 2003 }, { containerPort: 2003, protocol: 'UDP' }] }),
      want: inContainer({ ports: [{ containerPort: 2003 }, { containerPort: 2003, protocol: 'UDP' }] }),
    },
    {
      name: 'equal items are merged silently',
      podSpec: {
        ...inContainer({
          volumeMounts: [
            { name: 'v', mountPath: '/v' },
            { mountPath: '/v', name: 'v' },
          ],
        }),
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 'v', emptyDir: {} },
        ],
        imagePullSecrets: [{ name: 's' }, { name: 's' }],
      },
      want: {
        ...inContainer({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }),
        volumes: [{ name: 'v', emptyDir: {} }],
        imagePullSecrets: [{ name: 's' }],
      },
    },
    {
      name: 'atomic lists and malformed items stay as they are',
      podSpec: {
        containers: [{ args: ['a', 'a'], env: [null, 'x', { value: '1' }, { value: '2' }] }],
        tolerations: [{ key: 'a' }, { key: 'a' }],
      },
      want: {
        containers: [{ args: ['a', 'a'], env: [null, 'x', { value: '1' }, { value: '2' }] }],
        tolerations: [{ key: 'a' }, { key: 'a' }],
      },
    },
  ])('$name', ({ podSpec, want }) => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
      const { object, issues } = normaliseLists(aWorkload(kind, { podSpec }));
      expect(issues).toEqual([]);
      expect(fieldAt(object, ['spec', 'template', 'spec'])).toEqual(want);
    }
  });

  it.each([
    {
      name: 'container port',
      podSpec: inContainer({
        ports: [
          { containerPort: 80, name: 'a' },
          { containerPort: 80, protocol: 'TCP', name: 'b' },
        ],
      }),
      says: 'spec.template.spec.containers[0].ports holds two different entries for containerPort=80,protocol=TCP',
    },
    {
      name: 'mount path',
      podSpec: inContainer({
        volumeMounts: [
          { name: 'v', mountPath: '/v' },
          { name: 'w', mountPath: '/v' },
        ],
      }),
      says: 'containers[0].volumeMounts holds two different entries for mountPath=/v',
    },
    {
      name: 'volume',
      podSpec: {
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 'v', hostPath: {} },
        ],
      },
      says: 'spec.volumes holds two different entries for name=v',
    },
    {
      name: 'init container',
      podSpec: {
        initContainers: [
          { name: 'i', image: 'a' },
          { name: 'i', image: 'b' },
        ],
      },
      says: 'spec.initContainers holds two different entries for name=i',
    },
    {
      name: 'spread constraint',
      podSpec: {
        topologySpreadConstraints: [
          { topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 },
          { topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 2 },
        ],
      },
      says: 'topologyKey=z,whenUnsatisfiable=DoNotSchedule',
    },
  ])('reports a different entry under the same key: $name', ({ podSpec, says }) => {
    const { issues } = normaliseLists(aWorkload('Deployment', { podSpec }));
    expect(issues).toMatchObject([{ path: '', reason: 'DuplicateKey', message: expect.stringContaining(says) }]);
    expect(issues[0]?.message).toMatch(/^Deployment demo\/db: /);
  });

  it('Services: ports by number and protocol; other kinds pass unchanged', () => {
    const aService = (...ports: object[]): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's' },
      spec: { ports },
    });
    expect(normaliseLists(aService({ port: 1, protocol: 'TCP' }, { port: 1, protocol: 'UDP' })).issues).toEqual([]);
    expect(normaliseLists(aService({ port: 1, name: 'a' }, { port: 1, name: 'b' })).issues).toHaveLength(1);
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 's' },
      secrets: [{ name: 'x' }, { name: 'x' }],
    };
    expect(normaliseLists(account).object).toEqual({ ...account, secrets: [{ name: 'x' }] });
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, ports: [1, 1] };
    expect(normaliseLists(other).object).toBe(other);
  });
});
