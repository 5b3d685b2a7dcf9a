import { describe, expect, it } from 'vitest';
import { patchContainers } from '../../../../hooks/objects/pod/container-patch.ts';
import { completeImage, enterpriseTag, imageReference, withRegistry } from '../../../../hooks/objects/pod/image.ts';
import { buildLifecycle, defaultPreStopSleep } from '../../../../hooks/objects/pod/lifecycle.ts';
import { buildProbes } from '../../../../hooks/objects/pod/probes.ts';
import { completeResources } from '../../../../hooks/objects/pod/resources.ts';
import { buildSecurityContexts } from '../../../../hooks/objects/pod/security-context.ts';
import { addStorageMount } from '../../../../hooks/objects/pod/storage-mount.ts';
import { volumeName } from '../../../../hooks/objects/pod/volumes.ts';
import { someSettings } from '../../../fixtures/builders.ts';

describe('image', () => {
  it.each([
    { tag: 'v1.2.3', twin: 'v1.2.3-enterprise' },
    { tag: 'v1.2.3-cluster', twin: 'v1.2.3-enterprise-cluster' },
    { tag: 'v1.2.3-enterprise', twin: 'v1.2.3-enterprise' },
    { tag: 'v1.2.3-enterprise-cluster', twin: 'v1.2.3-enterprise-cluster' },
    { tag: 'v1.2.3-rc1', twin: 'v1.2.3-rc1' },
    { tag: 'v1.2', twin: 'v1.2' },
    { tag: '1.2.3', twin: '1.2.3' },
    { tag: 'v1.2.3@sha256', twin: 'v1.2.3@sha256' },
  ])('enterprise twin of $tag', ({ tag, twin }) => {
    expect(enterpriseTag(tag)).toBe(twin);
  });

  it.each([
    { repository: 'a', prefixed: 'r/a' },
    { repository: 'a/b', prefixed: 'r/a/b' },
    { repository: 'a/b/c', prefixed: 'a/b/c' },
  ])('registry before $repository', ({ repository, prefixed }) => {
    expect(withRegistry(repository, someSettings({ containerRegistry: 'r' }))).toBe(prefixed);
    expect(withRegistry(repository, someSettings())).toBe(repository);
  });

  it('suffixes default tags only', () => {
    const { vmsingle } = someSettings().apps;
    const tagOf = (image: object, componentVersion?: string) =>
      completeImage(image, vmsingle, { componentVersion, enterprise: true }, someSettings()).tag;
    expect(tagOf({})).toBe(`${vmsingle.version}-enterprise`);
    expect(tagOf({}, 'v1.0.0')).toBe('v1.0.0-enterprise');
    expect(tagOf({ tag: 'v1.0.0' }, 'v2.0.0')).toBe('v1.0.0');
  });

  it('refers to digests with @', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    expect(imageReference({ repository: 'r', tag: digest, pullPolicy: 'Always' })).toBe(`r@${digest}`);
    expect(imageReference({ repository: 'r', tag: 'sha256:abc', pullPolicy: 'Always' })).toBe('r:sha256:abc');
  });
});

describe('preStop sleep', () => {
  it.each([
    { name: 'default', user: undefined, grace: 30, settings: {}, seconds: 15 },
    { name: 'no room', user: undefined, grace: 15, settings: {}, seconds: 0 },
    { name: 'switched off', user: undefined, grace: 30, settings: { enableDefaultPrestopHook: false }, seconds: 0 },
    { name: 'old cluster', user: undefined, grace: 30, settings: { kubernetesMinor: 29 }, seconds: 0 },
    { name: 'user', user: 3, grace: 30, settings: {}, seconds: 3 },
  ])('$name', ({ user, grace, settings, seconds }) => {
    expect(defaultPreStopSleep(user, grace, someSettings(settings))).toBe(seconds);
  });
  it('is left out where it cannot work', () => {
    expect(buildLifecycle(30, 30, someSettings())).toBeUndefined();
    expect(buildLifecycle(5, 30, someSettings({ kubernetesMinor: 29 }))).toBeUndefined();
    expect(buildLifecycle(5, 30, someSettings())).toEqual({ preStop: { sleep: { seconds: 5 } } });
  });
});

describe('resources', () => {
  const defaults = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '100Mi' } };
  it.each([
    { name: 'all defaults', user: undefined, use: true, result: defaults },
    {
      name: 'a limit suppresses the request',
      user: { limits: { cpu: 2 } },
      use: true,
      result: { limits: { cpu: 2, memory: '1Gi' }, requests: { memory: '100Mi' } },
    },
    { name: 'none wanted', user: { requests: { cpu: '1' } }, use: false, result: { requests: { cpu: '1' } } },
    { name: 'nothing at all', user: undefined, use: false, result: {} },
    { name: 'claims stay', user: { claims: [{ name: 'gpu' }] }, use: false, result: { claims: [{ name: 'gpu' }] } },
  ])('$name', ({ user, use, result }) => {
    expect(completeResources(user, defaults, use)).toEqual(result);
  });
});

describe('probes', () => {
  const endpoint = { path: '/health', port: 1, scheme: 'HTTP', useProxyProtocol: false } as const;
  const timing = { periodSeconds: 5, failureThreshold: 10, timeoutSeconds: 5, successThreshold: 1 };
  const http = { httpGet: { path: '/health', port: 1, scheme: 'HTTP' } };
  it.each([
    { name: 'default', user: {}, liveness: false, probes: { readinessProbe: { ...http, ...timing } } },
    {
      name: 'with liveness',
      user: {},
      liveness: true,
      probes: { livenessProbe: { ...http, ...timing }, readinessProbe: { ...http, ...timing } },
    },
    {
      name: 'zero timing counts as unset',
      user: { readinessProbe: { periodSeconds: 0, timeoutSeconds: 9 } },
      liveness: false,
      probes: { readinessProbe: { ...http, ...timing, timeoutSeconds: 9 } },
    },
    {
      name: 'own handlers',
      user: { readinessProbe: { exec: { command: ['x'] } }, startupProbe: { tcpSocket: {} } },
      liveness: false,
      probes: {
        readinessProbe: { exec: { command: ['x'] }, ...timing },
        startupProbe: { tcpSocket: { port: 1 }, ...timing },
      },
    },
  ])('$name', ({ user, liveness, probes }) => {
    expect(buildProbes(user, endpoint, liveness)).toEqual(probes);
  });
  it('asks the port under the proxy protocol', () => {
    expect(buildProbes({}, { ...endpoint, useProxyProtocol: true }, false)).toEqual({
      readinessProbe: { tcpSocket: { port: 1 }, ...timing },
    });
  });
});

describe('security contexts', () => {
  it('split what the user wrote and repeat ids on containers', () => {
    const user = {
      runAsUser: 1,
      fsGroup: 2,
      privileged: false,
      capabilities: { drop: ['X'] },
      supplementalGroups: [3],
    };
    expect(buildSecurityContexts(user, true, someSettings({ openshift: true }))).toEqual({
      pod: { fsGroup: 2, runAsUser: 1, supplementalGroups: [3] },
      container: { capabilities: { drop: ['X'] }, privileged: false, runAsUser: 1 },
    });
  });
  it('leave ids to OpenShift', () => {
    expect(buildSecurityContexts(undefined, true, someSettings({ openshift: true }))).toEqual({
      pod: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      container: {
        runAsNonRoot: true,
        privileged: false,
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
    });
    expect(buildSecurityContexts(undefined, false, someSettings())).toEqual({});
  });
});

describe('data volume', () => {
  const input = { name: 'data', path: '/d/e', source: { emptyDir: {} }, hasClaim: false };
  const other = { name: 'other', mountPath: '/o' };
  it.each([
    {
      name: 'ours first',
      volumes: [{ name: 'v' }],
      mounts: [other],
      result: [
        ['data', 'v'],
        ['/d/e', '/o'],
      ],
    },
    {
      name: 'mounted by the user',
      volumes: [{ name: 'data' }],
      mounts: [other, { name: 'data', mountPath: '/d/' }],
      result: [['data'], ['/o', '/d/']],
    },
    {
      name: 'only a similar path',
      volumes: [],
      mounts: [{ name: 'other', mountPath: '/d/e2' }],
      result: [['data'], ['/d/e', '/d/e2']],
    },
  ])('$name', ({ volumes, mounts, result }) => {
    const added = addStorageMount({ ...input, volumes, volumeMounts: mounts });
    expect(
      added.ok && [
        added.value.volumes.map(({ name }) => name),
        added.value.volumeMounts.map(({ mountPath }) => mountPath),
      ],
    ).toEqual(result);
  });
  it.each([
    {
      name: 'a foreign volume over the data',
      volumes: [],
      mounts: [{ name: 'x', mountPath: '/d' }],
      hasClaim: false,
      reason: 'StorageMountConflict',
    },
    {
      name: 'the data volume elsewhere',
      volumes: [],
      mounts: [{ name: 'data', mountPath: '/z' }],
      hasClaim: false,
      reason: 'StorageMountConflict',
    },
    {
      name: 'a claim and an own volume',
      volumes: [{ name: 'data' }],
      mounts: [],
      hasClaim: true,
      reason: 'StorageVolumeConflict',
    },
  ])('refuses $name', ({ volumes, mounts, hasClaim, reason }) => {
    expect(addStorageMount({ ...input, hasClaim, volumes, volumeMounts: mounts })).toMatchObject({
      ok: false,
      error: { reason },
    });
  });
});

describe('container patches', () => {
  it('merge by name and append the rest in order', () => {
    const generated = [{ name: 'a', image: 'i', env: [{ name: 'X', value: '1' }] }];
    const patched = patchContainers(
      generated,
      [{ name: 'z' }, { name: 'a', env: [{ name: 'Y', value: '2' }] }],
      'spec.containers',
    );
    expect(patched).toMatchObject({ ok: true, value: [{ name: 'a', image: 'i' }, { name: 'z' }] });
  });
  it('name the patch that cannot be applied', () => {
    const patch = { name: 'a', env: [{ $patch: 'mangle', name: 'X' }] };
    expect(patchContainers([{ name: 'a', env: [{ name: 'X' }] }], [patch], 'spec.containers')).toMatchObject({
      ok: false,
      error: { path: 'spec.containers[0]', reason: 'ContainerPatchInvalid' },
    });
  });
});

it.each([
  { name: 'my.Secret_1', volume: 'secret-my-secret-1' },
  { name: `${'x'.repeat(55)}.y`, volume: `secret-${'x'.repeat(55)}` },
])('volume name of $name', ({ name, volume }) => {
  expect(volumeName('secret', name)).toBe(volume);
});
