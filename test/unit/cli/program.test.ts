import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { callInProcess } from '../../../hooks/driver/in-process.ts';
import { allKinds } from '../../../hooks/registry.ts';
import { runCommand } from '../../fixtures/cli-io.ts';

const cr = (spec: string, name = 'main'): string =>
  `apiVersion: operator.victoriametrics.com/v1beta1\nkind: VMSingle\nmetadata:\n  name: ${name}\nspec: ${spec}\n`;
const withVolume = '{storage: {resources: {requests: {storage: 5Gi}}}}';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmop-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));
const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

describe('vmop', () => {
  it.each([
    { name: 'no command', argv: [], code: 2, says: /Usage: vmop/ },
    { name: 'help', argv: ['--help'], code: 0, says: /Exit codes: 0 ok/ },
    { name: 'help of a command', argv: ['render', '--help'], code: 0, says: /kubectl diff/ },
    { name: 'a misspelt command', argv: ['rendr'], code: 2, says: /Did you mean render/ },
    { name: 'a missing option', argv: ['render'], code: 2, says: /--file/ },
    { name: 'a form that does not exist', argv: ['render', '-f', '-', '-o', 'xml'], code: 2, says: /yaml, json/ },
    {
      name: 'a file that does not exist',
      argv: ['validate', '-f', '/nowhere/x.yaml'],
      code: 2,
      says: /\/nowhere\/x.yaml: no such file/,
    },
    { name: 'one -f for plan', argv: ['plan', '-f', '-'], code: 2, says: /exactly two -f/ },
    { name: 'an unknown kind of crds', argv: ['crds', '--kind', 'VMSimple'], code: 2, says: /vmop knows VMSingle/ },
    { name: 'version', argv: ['version'], code: 0, says: /^vmop \d+\.\d+\.\d+\n$/ },
  ])('$name: exit code $code', async ({ argv, code, says }) => {
    const run = await runCommand(argv);
    expect(run.stdout + run.stderr).toMatch(says);
    expect(run.code).toBe(code);
  });

  it('names a bad setting of the environment', async () => {
    const run = await runCommand(['render', '-f', '-'], {
      input: cr('{}'),
      env: { VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_CPU: 'lots' },
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('VM_VMSINGLEDEFAULT_RESOURCE_LIMIT_CPU');
  });

  it('a bug ends with code 3, not with a crash', async () => {
    const run = await runCommand(['serve'], { serve: () => Promise.reject(new Error('broken inside')) });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('internal error: Error: broken inside');
  });

  it('serve hands its choice over and its exit code back', async () => {
    const asked: object[] = [];
    const serve = async (options: object): Promise<number> => {
      asked.push(options);
      return 7;
    };
    expect((await runCommand(['serve', '--only', 'admission'], { serve })).code).toBe(7);
    expect((await runCommand(['serve'], { serve })).code).toBe(7);
    expect(asked).toEqual([{ only: 'admission' }, {}]);
  });
});

describe('vmop validate', () => {
  it('shows every problem with file, line, document, path and reason', async () => {
    const path = await file(
      'bad.yaml',
      `${cr('{}')}---\n# a comment\n${cr('\n  replicaCount: many\n  retentionPeriods: 1d\n', 'other')}`,
    );
    const run = await runCommand(['validate', '-f', path, '-o', 'json']);
    expect(run.code).toBe(1);
    const { findings }: { findings: object[] } = JSON.parse(run.stdout);
    expect(findings).toMatchObject([
      {
        file: path,
        document: 2,
        line: 13,
        object: 'VMSingle default/other',
        path: 'spec.replicaCount',
        reason: 'InvalidField',
      },
      {
        file: path,
        document: 2,
        line: 14,
        object: 'VMSingle default/other',
        path: 'spec.retentionPeriods',
        reason: 'UnknownField',
        message: expect.stringContaining('retentionPeriod'),
      },
    ]);
    const text = await runCommand(['validate', '-f', path]);
    expect(text.stdout).toContain(`error: ${path}:13 (document 2): VMSingle default/other: `);
    expect(text.stdout).toContain('2 problems in 2 objects');
  });

  it.each([
    { name: 'broken YAML', input: 'a: [1', reason: 'InvalidYaml', says: '-:1' },
    { name: 'a key twice', input: 'a: 1\na: 2\n', reason: 'InvalidYaml', says: '-:2' },
    { name: 'a scalar', input: 'hello', reason: 'NoKubernetesObject', says: 'is a map' },
    {
      name: 'no name',
      input: 'apiVersion: v1\nkind: Pod\nmetadata: {}\n',
      reason: 'NoKubernetesObject',
      says: 'metadata.name is missing',
    },
    {
      name: 'a number as label',
      input: 'apiVersion: v1\nkind: Pod\nmetadata: {name: x, labels: {a: 1}}\n',
      reason: 'NoKubernetesObject',
      says: 'need quotes',
    },
    {
      name: 'an unknown kind of ours',
      input: cr('{}').replace('VMSingle', 'VMSimple'),
      reason: 'UnknownKind',
      says: 'did you mean VMSingle?',
    },
    {
      name: 'a version of ours that is none',
      input: cr('{}').replace('v1beta1', 'v1'),
      reason: 'UnknownKind',
      says: 'VMSingle is served as operator.victoriametrics.com/v1beta1',
    },
    {
      name: 'a misspelt group',
      input: cr('{}').replace('victoriametrics', 'victoriametric'),
      reason: 'UnknownKind',
      says: 'is served as',
    },
    {
      name: 'the same object twice',
      input: `${cr('{}')}---\n${cr('{}')}`,
      reason: 'DuplicateObject',
      says: 'at -:1 already',
    },
    {
      name: 'an expansion bomb',
      input: `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh']
        .map(
          (key, index) =>
            `${key}: &${key} [${Array(10)
              .fill(`*${String.fromCharCode(97 + index)}`)
              .join(',')}]`,
        )
        .join('\n')}\n`,
      reason: 'InvalidYaml',
      says: 'alias',
    },
  ])('$name: $reason', async ({ input, reason, says }) => {
    const run = await runCommand(['validate', '-f', '-'], { input });
    expect(run.stdout).toContain(`[${reason}]`);
    expect(run.stdout).toContain(says);
    expect(run.code).toBe(1);
  });

  it('takes lists apart, keeps their lines, and lets other objects pass', async () => {
    const input = `apiVersion: v1\nkind: List\nitems:\n- ${cr('{replicaCount: x}').trim().replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {whatever: 1}}\n`;
    const run = await runCommand(['validate', '-f', '-'], { input });
    expect(run.stdout).toContain('-:8 (document 1): VMSingle default/main: spec.replicaCount');
    expect(run.stdout).toContain('1 problem in 2 objects');
  });

  it('reads YAML as kubectl does: octal numbers, JSON, empty documents', async () => {
    const octal = cr('{volumes: [{name: v, secret: {secretName: s, defaultMode: 0644}}]}');
    expect(await runCommand(['validate', '-f', '-'], { input: `---\n---\n${octal}---\n` })).toMatchObject({ code: 0 });
    const rendered = await runCommand(['render', '-f', '-'], { input: octal });
    expect(rendered.stdout).toContain('defaultMode: 420');
    expect(
      await runCommand(['validate', '-f', '-'], {
        input: JSON.stringify(parseAllDocuments(cr('{}')).map((document) => document.toJSON())[0]),
      }),
    ).toMatchObject({ code: 0 });
  });

  it('all examples are valid', async () => {
    expect(await runCommand(['validate', '-f', 'examples'])).toMatchObject({ code: 0, stderr: '' });
    expect(await runCommand(['validate', '-f', 'examples/vpa'], { env: { VM_VPA_API_ENABLED: 'true' } })).toMatchObject(
      { code: 0 },
    );
    expect((await readdir('examples')).length).toBeGreaterThanOrEqual(6);
  });
});

describe('vmop render', () => {
  it('prints sorted children without what only a cluster knows, the same bytes every time', async () => {
    const run = await runCommand(['render', '-f', '-', '-n', 'shop'], { input: cr(withVolume) });
    const objects = parseAllDocuments(run.stdout).map((document) => document.toJSON());
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Deployment shop/vmsingle-main',
      'PersistentVolumeClaim shop/vmsingle-main',
      'Service shop/vmsingle-main',
      'ServiceAccount shop/vmsingle-main',
      'VMServiceScrape shop/vmsingle-main',
    ]);
    expect(run.stdout).not.toMatch(/uid|resourceVersion|managedFields|ownerReferences|desired-hash|status:/);
    expect((await runCommand(['render', '-f', '-', '-n', 'shop'], { input: cr(withVolume) })).stdout).toBe(run.stdout);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('json is one list of the same objects', async () => {
    const yaml = await runCommand(['render', '-f', 'examples/4-relabel-and-aggregate.yaml']);
    const json = await runCommand(['render', '-f', 'examples/4-relabel-and-aggregate.yaml', '-o', 'json']);
    expect(JSON.parse(json.stdout)).toEqual({
      apiVersion: 'v1',
      kind: 'List',
      items: parseAllDocuments(yaml.stdout).map((document) => document.toJSON()),
    });
  });

  it('says what would fail, and still renders the rest', async () => {
    const input = `${cr('{relabelConfig: {name: gone, key: k}}', 'broken')}---\n${cr('{}', 'fine')}`;
    const run = await runCommand(['render', '-f', '-'], { input });
    expect(run.stderr).toContain('VMSingle default/broken would fail');
    expect(run.stdout).toContain('name: vmsingle-fine');
    expect(run.code).toBe(1);
  });
});

describe('vmop plan', () => {
  it('shows restarts and objects, exit code 1', async () => {
    const old = await file('old.yaml', cr('{image: {tag: v1.149.0}}'));
    const next = await file('new.yaml', cr('{image: {tag: v1.150.0}, serviceSpec: {spec: {type: NodePort}}}'));
    const run = await runCommand(['plan', '-f', old, '-f', next]);
    expect(run.stdout).toMatchInlineSnapshot(`
      "VMSingle default/main
        STEP  COMPONENT             PODS  EFFECT              WHY
        1     deploy/vmsingle-main  1     restart one by one  image v1.149.0 → v1.150.0
      Objects
        ~ Deployment default/vmsingle-main
            spec.template.spec.containers[vmsingle].image victoriametrics/victoria-metrics:v1.149.0 → victoriametrics/victoria-metrics:v1.150.0
        + Service default/vmsingle-main-additional-service
      "
    `);
    expect(run.code).toBe(1);
    expect(await runCommand(['plan', '-f', old, '-f', old])).toMatchObject({
      code: 0,
      stdout: 'No difference: no object changes, no pod restarts.\n',
    });
  });

  it('says what admission would refuse', async () => {
    const storage = (size: string) => cr(`{storage: {resources: {requests: {storage: ${size}}}}}`);
    const run = await runCommand([
      'plan',
      '-f',
      await file('old.yaml', storage('2Gi')),
      '-f',
      await file('new.yaml', storage('1Gi')),
    ]);
    expect(run).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^! VMSingle default\/main would be refused: .*cannot shrink/),
    });
  });
});

it('vmop crds prints one CustomResourceDefinition per kind, from the program alone', async () => {
  const run = await runCommand(['crds']);
  const names = parseAllDocuments(run.stdout).map((document) => document.toJSON().metadata.name);
  expect(names).toEqual(allKinds.map(({ api }) => `${api.plural}.${api.group}`));
  expect(
    (await runCommand(['crds', '--kind', 'VMSingle'])).stdout.match(/^kind: CustomResourceDefinition$/gm),
  ).toHaveLength(1);
});

it('vmop demo drives a service over HTTP and closes it', async () => {
  const call = callInProcess(allKinds, defaultSettings, '2026-01-01T00:00:00Z');
  const calls: string[] = [];
  let isClosed = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [, , release = '', target = '', hook = ''] = request.url?.split('/') ?? [];
      calls.push(`${release} ${request.headers.authorization ?? ''}`);
      const answer = call({
        target,
        hook: hook === 'sync' ? 'sync' : 'customize',
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const run = await runCommand(['demo', 'examples'], {
    serveOnLoopback: async () => ({
      url: `http://127.0.0.1:${port}`,
      release: 'v9',
      token: 'secret',
      close: async () => {
        isClosed = true;
        await new Promise((resolve) => server.close(resolve));
      },
    }),
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(new Set(calls)).toEqual(new Set(['v9 Bearer secret']));
  expect(isClosed).toBe(true);
  for (const text of [
    'VMSingle monitoring/shop  operational',
    '├─ PersistentVolumeClaim vmsingle-shop  200Gi',
    'deploy/vmsingle-shop  1     restart one by one  image v1.150.0 → v1.151.0',
    'kept   PersistentVolumeClaim monitoring/vmsingle-shop',
  ]) {
    expect(run.stdout).toContain(text);
  }
});
