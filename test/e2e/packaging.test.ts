import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseServerOptions } from '../../hooks/api/server-options.ts';
import { parseSettings } from '../../hooks/api/settings-table.ts';
import { admissionPath, installation } from '../../hooks/generate/installation.ts';
import { installNames } from '../../hooks/lib/install-names.ts';
import { release } from '../../hooks/lib/version.ts';
import { deploymentsOf, hasKubectl, kustomizations, render } from '../fixtures/kustomize.ts';

const example = 'manifests/overlays/example';

describe.skipIf(!hasKubectl())('kustomize', () => {
  it.each(kustomizations('manifests', 'compositecontrollers', 'crds'))('%s renders', (folder) => {
    const objects = render(folder);
    expect(objects.length).toBeGreaterThan(0);
    const keys = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('the base brings the Namespace before what lives in it, and every object says that it is part of vmop', () => {
    const objects = render('manifests/base');
    const namespace = objects.findIndex(({ kind }) => kind === 'Namespace');
    const first = objects.findIndex(({ metadata }) => metadata.namespace !== undefined);
    expect(namespace).toBeLessThan(first);
    expect(objects.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'] !== 'vmop')).toEqual([]);
    expect(objects.filter(({ kind }) => kind === 'CompositeController' || kind === 'Secret')).toEqual([]);
  });

  it('components leave out what they promise to', () => {
    const bindings = render('manifests/overlays/namespaced').filter(({ kind }) => kind.endsWith('Binding'));
    const writes = bindings.filter(({ metadata }) => metadata.name === 'vmop-metacontroller-write');
    expect(writes).toMatchObject([
      { kind: 'RoleBinding', metadata: { namespace: 'team-a' }, subjects: [{ namespace: installNames.namespace }] },
    ]);
    const controllers = render('manifests/overlays/namespaced/controllers').filter(
      ({ kind }) => kind === 'CompositeController',
    );
    expect(controllers).not.toEqual([]);
    for (const controller of controllers) {
      expect(controller).toHaveProperty('spec.parentResource.labelSelector.matchLabels', {
        'vmop.victoriametrics.com/managed': 'true',
      });
    }
    const crds = render('manifests/components/existing-metacontroller-crds', 'manifests/base');
    expect(crds.filter(({ metadata }) => metadata.name.endsWith('.metacontroller.k8s.io'))).toEqual([]);
  });
});

describe.skipIf(!hasKubectl())('Deployments', () => {
  const deployments = hasKubectl() ? deploymentsOf(render(example)) : [];

  it('are Metacontroller, hooks and admission', () => {
    expect(deployments.map(({ metadata }) => metadata.name).toSorted()).toEqual([
      'vmop-admission',
      'vmop-hooks',
      'vmop-metacontroller',
    ]);
  });

  it.each(deployments)('$metadata.name survives a lost node and an upgrade without a gap', ({ metadata, spec }) => {
    expect(spec).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
      template: { spec: { topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname' }] } },
    });
    const budget = render(example).find(
      ({ kind, metadata: { name } }) => kind === 'PodDisruptionBudget' && name === metadata.name,
    );
    expect(budget).toMatchObject({ spec: { minAvailable: 1, selector: spec['selector'] } });
  });

  it.each(deployments)('$metadata.name is confined', ({ metadata, spec }) => {
    const pod = spec.template.spec;
    expect(pod).toMatchObject({
      enableServiceLinks: false,
      serviceAccountName: metadata.name,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const container of pod.containers) {
      expect(container).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: {
          requests: { cpu: expect.anything(), memory: expect.anything() },
          limits: { memory: expect.anything() },
        },
        readinessProbe: expect.anything(),
        livenessProbe: expect.anything(),
      });
      expect(container.image).toMatch(/:v[0-9]+\.[0-9]+\.[0-9]+$/);
    }
  });

  it.each(['vmop-hooks', 'vmop-admission'])(
    '%s gets no token of the API server and understands its settings',
    (name) => {
      const pod = deployments.find(({ metadata }) => metadata.name === name)?.spec.template.spec;
      expect(pod?.automountServiceAccountToken).toBe(false);
      const variables = (pod?.containers ?? [])
        .flatMap(({ env }) => env ?? [])
        .map((entry) => [entry.name, entry.value]);
      const env: Record<string, string> = Object.fromEntries(variables);
      expect(parseServerOptions(env)).toMatchObject({ ok: true });
      expect(parseSettings(env)).toMatchObject({ ok: true, value: { warnings: [], settings: { vpaApi: true } } });
    },
  );

  it('hold the release of the hook URLs', () => {
    const hooks = deploymentsOf(render('manifests/base')).find(({ metadata }) => metadata.name === 'vmop-hooks');
    expect(hooks?.spec.template.spec.containers[0]?.image).toBe(`vmop:${release}`);
  });
});

describe('names that hand-written and generated manifests share', () => {
  const text = (path: string) => readFileSync(`manifests/${path}`, 'utf8');

  it.each([
    { path: 'base/namespace.yaml', part: `name: ${installNames.namespace}` },
    { path: 'metacontroller/service-account.yaml', part: `name: ${installation.serviceAccount}` },
    { path: 'metacontroller/deployment.yaml', part: `--leader-election-id=${installation.leaderElectionId}` },
    { path: 'metacontroller/deployment.yaml', part: `--leader-election-namespace=${installNames.namespace}` },
    {
      path: 'metacontroller/deployment.yaml',
      part: `--target-label-selector=${installation.instanceLabel.key}=${installation.instanceLabel.value}`,
    },
    { path: 'hooks/deployment.yaml', part: `secretName: ${installNames.tokenSecret}` },
    { path: 'hooks/deployment.yaml', part: `secretName: ${installNames.hmacSecret}` },
    { path: 'hooks/service.yaml', part: `port: ${new URL(installation.hooksUrl).port}` },
    { path: 'hooks/service.yaml', part: `name: ${new URL(installation.hooksUrl).hostname.split('.')[0]}` },
    { path: 'admission/deployment.yaml', part: `secretName: ${installNames.admissionTlsSecret}` },
    { path: 'admission/service.yaml', part: `name: ${installNames.admissionService}` },
    { path: 'admission/webhook.yaml', part: `path: ${admissionPath}` },
    {
      path: 'components/admission-cert-manager/kustomization.yaml',
      part: `name: ${installNames.webhookConfiguration}`,
    },
  ])('$path: $part', ({ path, part }) => {
    expect(text(path)).toContain(part);
  });

  it('Metacontroller applies as the field manager that the hooks assume', () => {
    const parsed = parseSettings({});
    const manager = parsed.ok ? parsed.value.settings.fieldManager : '';
    expect(text('metacontroller/deployment.yaml')).toContain(`--apply-strategy-ssa-field-manager=${manager}`);
  });

  it.skipIf(!existsInPath('metacontroller'))('Metacontroller knows every flag that it gets', () => {
    const flags = [...text('metacontroller/deployment.yaml').matchAll(/^ +- --([a-z-]+)=/gm)].map(
      ([, flag = '']) => flag,
    );
    const help = helpOf('metacontroller');
    expect(flags.length).toBeGreaterThan(8);
    expect(flags.filter((flag) => !help.includes(`  -${flag} `) && !help.includes(`  -${flag}\n`))).toEqual([]);
  });
});

function existsInPath(program: string): boolean {
  const found = (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
  if (!found) console.warn(`SKIPPED: a test needs ${program} on PATH`);
  return found;
}

/** Help text; programs of Go's flag package write it to stderr. */
function helpOf(program: string): string {
  return execFileSync('sh', ['-c', `${program} --help 2>&1 || true`], { encoding: 'utf8' });
}
