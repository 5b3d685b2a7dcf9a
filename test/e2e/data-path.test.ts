import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { renderCase } from '../conformance/render-case.ts';
import { configNamed } from '../fixtures/scrape-config.ts';
import { aScrape, aSecret, aVMAgent } from '../fixtures/scrape-objects.ts';
import { eventually } from '../harness/eventually.ts';
import { objectsAt, textAt } from '../harness/fields.ts';
import { freePorts, Program } from '../harness/programs.ts';
import { findVmProgram } from '../harness/vm-binaries.ts';

const vmagent = findVmProgram('vmagent');
const store = findVmProgram('victoria-metrics');

/** Label values which YAML, a template or a shell could change on the way. */
const oddLabels = {
  zero: '0123',
  word: 'yes',
  quotes: `it's "so"`,
  comment: 'a #b: c',
  lines: 'first\nsecond\n',
  unicode: 'ä 日本 😀',
  backslash: 'C:\\new',
  template: '%{NOT_SET} $1 {{ x }}',
};

// Everything on loopback: a target behind basic auth, the real vmagent with the configuration of the generated Secret, the real store.
describe.skipIf(vmagent === undefined || store === undefined)('from a scrape object to a stored series', () => {
  let folder: string;
  let target: Server;
  const programs: Program[] = [];
  let password = 'first: "secret"';
  let [targetPort, agentPort, storePort] = [0, 0, 0];
  const seen = { good: 0, refused: 0 };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmop-data-path-'));
    [targetPort = 0, agentPort = 0, storePort = 0] = await freePorts(3);
    target = createServer((request, response) => {
      const expected = `Basic ${Buffer.from(`scraper:${password}`).toString('base64')}`;
      if (request.headers.authorization !== expected) {
        seen.refused++;
        response.writeHead(401).end();
        return;
      }
      seen.good++;
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('orders_total{shop="eu"} 42\norders_total{shop="us"} 7\ndebug_noise 1\n');
    });
    await new Promise<void>((resolve) => target.listen(targetPort, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await new Promise((resolve) => target?.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  it('the query finds the series with the right labels, also after the password was rotated', async () => {
    await writeFile(join(folder, 'vmagent.yaml'), configText());
    start('victoria-metrics', store ?? '', [
      `-httpListenAddr=127.0.0.1:${storePort}`,
      `-storageDataPath=${join(folder, 'data')}`,
      '-retentionPeriod=1',
      '-search.latencyOffset=0s',
    ]);
    start('vmagent', vmagent ?? '', [
      `-httpListenAddr=127.0.0.1:${agentPort}`,
      `-promscrape.config=${join(folder, 'vmagent.yaml')}`,
      `-remoteWrite.url=http://127.0.0.1:${storePort}/api/v1/write`,
      `-remoteWrite.tmpDataPath=${join(folder, 'queue')}`,
      '-remoteWrite.flushInterval=200ms',
    ]);

    const common = {
      job: 'orders',
      instance: `127.0.0.1:${targetPort}`,
      prometheus: 'demo/edge',
      cluster: 'eu-1',
      tenant: 'demo',
      renamed: 'eu-1/x',
      ...oddLabels,
    };
    await eventually(async () => {
      const series = await query('orders_total');
      expect(series).toEqual([
        { labels: { __name__: 'orders_total', shop: 'eu', ...common }, value: '42' },
        { labels: { __name__: 'orders_total', shop: 'us', ...common }, value: '7' },
      ]);
    });
    expect(await query('debug_noise')).toEqual([]);
    expect(await query('up{job="orders"}')).toMatchObject([{ value: '1' }]);

    password = 'second\\secret';
    await eventually(async () => expect(await query('up{job="orders"}')).toMatchObject([{ value: '0' }]));
    const refused = seen.refused;
    expect(refused).toBeGreaterThan(0);
    // What the config reloader does: the new file, then the reload.
    await writeFile(join(folder, 'vmagent.yaml'), configText());
    await fetch(`http://127.0.0.1:${agentPort}/-/reload`);
    await eventually(async () => expect(await query('up{job="orders"}')).toMatchObject([{ value: '1' }]));
  });

  /** The configuration in the Secret which our hooks make of an agent, a static scrape and the Secret with the login. */
  function configText(): string {
    const agent = aVMAgent({
      staticScrapeSelector: { matchLabels: { team: 'shop' } },
      scrapeInterval: '1s',
      externalLabels: { cluster: 'eu-1' },
      enforcedNamespaceLabel: 'tenant',
    });
    const basicAuth = { username: { name: 'login', key: 'user' }, password: { name: 'login', key: 'password' } };
    const endpoint = {
      targets: [`127.0.0.1:${targetPort}`],
      labels: { ...oddLabels, site: 'x', tenant: 'not-mine' },
      path: '/metrics',
      basicAuth,
      relabelConfigs: [
        { sourceLabels: ['site'], targetLabel: 'renamed', replacement: 'eu-1/$1' },
        { action: 'labeldrop', regex: 'site' },
      ],
      metricRelabelConfigs: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'debug_.*' }],
    };
    const labels = { team: 'shop' };
    const scrape = aScrape('VMStaticScrape', 'orders', { jobName: 'orders', targetEndpoints: [endpoint] }, { labels });
    const objects: readonly KubeObject[] = [
      agent,
      scrape,
      aSecret('login', { user: 'scraper', password: `${password}\n` }),
    ];
    return configNamed(renderCase(objects, {}).children, 'demo/vmagent-edge').text;
  }

  function start(name: string, program: string, args: readonly string[]): void {
    programs.push(new Program(name, program, args, join(folder, `${name}.log`)));
  }

  async function query(expression: string) {
    const response = await fetch(`http://127.0.0.1:${storePort}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const results = objectsAt(await response.json(), 'data', 'result');
    return results
      .map(({ metric, value }) => ({ labels: labelsOf(metric), value: textAt(value, 1) }))
      .sort((a, b) => (a.labels['shop'] ?? '').localeCompare(b.labels['shop'] ?? ''));
  }
});

function labelsOf(metric: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(isJsonObject(metric) ? metric : {}).map(([name, value]) => [name, String(value)]),
  );
}
