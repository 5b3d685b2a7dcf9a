import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appRows } from '../../../hooks/api/settings-apps.ts';
import { defaultSettings, parseSettings } from '../../../hooks/api/settings-table.ts';
import { metricsApps, withMetricsVersion } from '../../../hooks/cli/plan-versions.ts';
import { runCommand } from '../../fixtures/cli-io.ts';
import { aCr, PlanFiles, render, rowsOf } from '../../fixtures/plan-files.ts';

const single = aCr('VMSingle', {});
const cluster = aCr('VMCluster', {
  requestsLoadBalancer: { enabled: true },
  vmstorage: { replicaCount: 3 },
  vmselect: { replicaCount: 2 },
  vminsert: { replicaCount: 2 },
});

let files: PlanFiles;
beforeAll(async () => {
  files = await PlanFiles.create();
});
afterAll(() => files.remove());

const before = { VM_METRICS_VERSION: 'v1.149.0' };
const after = { VM_METRICS_VERSION: 'v1.150.0' };

const toNext = (edition: string) => `image v1.149.0${edition} → v1.150.0${edition}`;
const upgradeOfCluster = [
  ['1', 'deploy/vmclusterlb-main', '1', 'surge one by one', toNext('')],
  ['2', 'sts/vmstorage-main', '3: vmstorage-main-0..2', 'restart one by one', toNext('-cluster')],
  ['3', 'sts/vmselect-main', '2: vmselect-main-0..1', 'restart one by one', toNext('-cluster')],
  ['4', 'deploy/vminsert-main', '2', 'surge one by one', toNext('-cluster')],
];
const upgradeOfSingle = ['1', 'deploy/vmsingle-main', '1', 'restart one by one', toNext('')];

describe('vmop plan --rendered', () => {
  it('shows restarts in roll-out order, and the fields', async () => {
    const run = await files.planRendered(await render(cluster, before), await render(cluster, after));
    expect(rowsOf(run.stdout)).toEqual(upgradeOfCluster);
    expect(run.stdout).toContain(
      'spec.template.spec.containers[vminsert].image victoriametrics/vminsert:v1.149.0-cluster → victoriametrics/vminsert:v1.150.0-cluster',
    );
    expect(run).toMatchObject({ code: 1, stderr: '' });
  });

  it('is the plan of the same edit, also as JSON', async () => {
    const [old, next] = [aCr('VMCluster', { vmstorage: {} }), aCr('VMCluster', { vmstorage: { replicaCount: 2 } })];
    const edit = await files.planEdit(old, next, ['-o', 'json']);
    const rendered = await files.planRendered(await render(old, {}), await render(next, {}), '-o', 'json');
    expect(JSON.parse(rendered.stdout)).toEqual(JSON.parse(edit.stdout));
    expect(JSON.parse(rendered.stdout).pods).toMatchObject([{ action: 'start', names: ['vmstorage-main-1'] }]);
    expect(rendered.code).toBe(edit.code);
  });

  it('finds no difference between equal outputs, one of them from standard input', async () => {
    const input = await render(single, {});
    const run = await runCommand(['plan', '--rendered', await files.write('same.json', input), '-'], { input });
    expect(run).toEqual({ code: 0, stdout: 'No difference: no object changes, no pod restarts.\n', stderr: '' });
  });

  it('says what appears and goes', async () => {
    const run = await files.planRendered(await render(single, {}), '{"apiVersion": "v1", "kind": "List", "items": []}');
    expect(rowsOf(run.stdout)).toEqual([['1', 'deploy/vmsingle-main', '1', 'removed']]);
    expect(run.stdout).toContain('  - Service shop/vmsingle-main\n');
  });

  it.each(['text', 'json'])('hides values of Secrets as %s', async (form) => {
    const list = (password: string) =>
      JSON.stringify({
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { password } }],
      });
    const run = await files.planRendered(list('b25l'), list('dHdv'), '-o', form);
    expect(run.stdout).toContain('(hidden)');
    expect(run.stdout).not.toMatch(/b25l|dHdv/);
  });

  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' } };
  const listOf = (...items: readonly unknown[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  it.each([
    { name: 'YAML', text: 'kind: List\n', says: 'not JSON: ' },
    { name: 'nothing', text: '', says: 'not JSON: ' },
    { name: 'a number', text: '7', says: 'the document is no map' },
    { name: 'a custom resource', text: single, says: 'kind is "VMSingle", not "List"' },
    { name: 'another map', text: '{}', says: 'kind is missing, not "List"' },
    { name: 'a list without items', text: '{"kind": "List"}', says: 'items is missing or no list' },
    {
      name: 'items that are no objects',
      text: listOf(service, 'x'),
      says: 'items[1] is no object with apiVersion, kind and metadata',
    },
    {
      name: 'live objects',
      text: listOf({ ...service, metadata: { ...service.metadata, uid: 'u' } }),
      says: 'items[0].metadata.uid: Service shop/s was read from a cluster',
    },
    {
      name: 'an object twice',
      text: listOf(service, service),
      says: 'items[1] is Service shop/s, which items[0] is already',
    },
  ])('names the file and the reason: $name', async ({ text, says }) => {
    const run = await files.planRendered(listOf(service), text);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`${join(files.folder, 'new.json')}: not printed by vmop render -o json: ${says}`);
  });
});

describe('vmop plan --from-version', () => {
  const planFrom = async (version: string, text: string, env: Readonly<Record<string, string>> = {}) =>
    await runCommand(['plan', '-f', await files.write('same.json', text), '--from-version', version], { env });

  it.each([
    {
      name: 'VMCluster in roll-out order, image by image',
      text: cluster,
      pods: upgradeOfCluster,
    },
    {
      name: 'VMSingle',
      text: single,
      pods: [upgradeOfSingle],
    },
    {
      name: 'a default of one application',
      text: single,
      env: { VM_VMSINGLEDEFAULT_VERSION: 'v1.148.0' },
      pods: [[...upgradeOfSingle.slice(0, -1), 'image v1.149.0 → v1.148.0']],
    },
    { name: 'the present version', text: single, env: before, pods: [] },
    { name: 'an image tag of its own', text: aCr('VMSingle', { image: { tag: 'v1.140.0' } }), pods: [] },
    {
      name: 'a clusterVersion of its own',
      text: aCr('VMCluster', { clusterVersion: 'v1.140.0-cluster', vmstorage: {}, vmselect: {} }),
      pods: [],
    },
  ])('$name', async ({ text, env, pods }) => {
    const run = await planFrom('v1.149.0', text, { ...after, ...env });
    expect(rowsOf(run.stdout)).toEqual(pods);
    expect(run).toMatchObject({ code: pods.length === 0 ? 0 : 1, stderr: '' });
  });

  it('takes all files together', async () => {
    const paths = [await files.write('single.json', single), await files.write('cluster.json', cluster)];
    const argv = ['plan', '--from-version', 'v1.149.0', ...paths.flatMap((path) => ['-f', path])];
    const run = await runCommand(argv, { env: after });
    expect(rowsOf(run.stdout)).toEqual([upgradeOfSingle, ...upgradeOfCluster]);
  });

  it.each(['1.149.0', 'v1.149', 'latest', 'v1.149.0-cluster', ''])('refuses the version "%s"', async (version) => {
    const run = await planFrom(version, single);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`--from-version ${version}: not a release of VictoriaMetrics`);
  });

  it('prints what is wrong with a file', async () => {
    const run = await planFrom('v1.149.0', '{"kind": "VMSingle"}');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/same\.json:1 .*apiVersion is missing/);
  });

  it('means every application that follows VM_METRICS_VERSION', () => {
    const following = Object.entries(appRows).filter(([, row]) => row.version.includes('VM_METRICS_VERSION'));
    expect([...metricsApps].sort()).toEqual(following.map(([name]) => name).sort());
  });

  it.each([
    { name: 'plain', now: 'v1.150.0', was: 'v1.149.0' },
    { name: 'enterprise', now: 'v1.150.0-enterprise', was: 'v1.149.0-enterprise' },
    { name: 'release candidate', now: 'v1.151.0-rc1-enterprise', was: 'v1.149.0-enterprise' },
    { name: 'tag that is no release', now: 'latest', was: 'v1.149.0' },
  ])('keeps the edition: $name', ({ now, was }) => {
    const parsed = parseSettings({ VM_VMSINGLEDEFAULT_VERSION: now });
    const settings = parsed.ok ? parsed.value.settings : defaultSettings;
    expect(settings.apps.vmsingle.version).toBe(now);
    expect(withMetricsVersion(settings, 'v1.149.0').apps.vmsingle.version).toBe(was);
  });

  it('leaves all other settings alone', () => {
    const { apps, ...rest } = withMetricsVersion(defaultSettings, 'v1.149.0');
    expect({ ...rest, apps: defaultSettings.apps }).toEqual(defaultSettings);
    expect(apps.vlsingle).toEqual(defaultSettings.apps.vlsingle);
    expect(apps.vmstorage).toEqual({ ...defaultSettings.apps.vmstorage, version: 'v1.149.0-cluster' });
  });
});

describe('vmop plan: wrong arguments', () => {
  it.each([
    { name: 'nothing', argv: [], says: /exactly two -f.*--from-version.*--rendered OLD NEW/ },
    { name: 'three -f', argv: ['-f', 'a', '-f', 'b', '-f', 'c'], says: /exactly two -f/ },
    { name: 'one rendered file', argv: ['--rendered', 'a.json'], says: /exactly two files.* got 1: a\.json/ },
    { name: 'three rendered files', argv: ['--rendered', 'a', 'b', 'c'], says: /exactly two files.* got 3: a, b, c/ },
    { name: 'no rendered file', argv: ['--rendered'], says: /--rendered <path...>' argument missing/ },
    { name: 'standard input twice', argv: ['--rendered', '-', '-'], says: /only one of OLD and NEW/ },
    { name: 'no version', argv: ['-f', '-', '--from-version'], says: /--from-version <version>' argument missing/ },
    { name: 'a version without files', argv: ['--from-version', 'v1.149.0'], says: /--from-version wants -f/ },
    {
      name: 'both options',
      argv: ['--rendered', 'a', 'b', '--from-version', 'v1.149.0'],
      says: /--rendered or --from-version, not both/,
    },
    { name: 'rendered and -f', argv: ['--rendered', 'a', 'b', '-f', 'c'], says: /--rendered OLD NEW or -f, not both/ },
    {
      name: 'a file that does not exist',
      argv: ['--rendered', '/nowhere/a.json', '/nowhere/b.json'],
      says: /\/nowhere\/a\.json: .*no such file/,
    },
  ])('$name', async ({ argv, says }) => {
    const run = await runCommand(['plan', ...argv]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
  });

  it('the help names both', async () => {
    const { stdout } = await runCommand(['plan', '--help']);
    expect(stdout).toContain('vmop plan -f manifests/ --from-version v1.149.0');
    expect(stdout).toContain('vmop plan --rendered old-release.json new-release.json');
  });
});
