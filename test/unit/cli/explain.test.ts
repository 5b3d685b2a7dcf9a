import { describe, expect, it } from 'vitest';
import { runCommand } from '../../fixtures/cli-io.ts';

const files = `
apiVersion: v1
kind: Secret
metadata: {name: auth, namespace: shop}
stringData: {token: the-secret-value}
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMAgent
metadata: {name: main, namespace: monitoring}
spec: {selectAllByDefault: true, remoteWrite: [{url: http://storage/api/v1/write}]}
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMAgent
metadata: {name: infra, namespace: monitoring}
spec:
  staticScrapeSelector: {matchLabels: {team: infra}}
  staticScrapeNamespaceSelector: {}
  remoteWrite: [{url: http://storage/api/v1/write}]
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMSingle
metadata: {name: db, namespace: monitoring}
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMStaticScrape
metadata: {name: cart, namespace: shop, labels: {team: Infra}}
spec:
  jobName: cart
  targetEndpoints: [{targets: ['cart:80'], authorization: {credentials: {name: auth, key: token}}}]
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMProbe
metadata: {name: cart, namespace: shop}
spec: {vmProberSpec: {url: 'prober:9115'}, targets: {staticConfig: {targets: [cart]}}, bearerTokenSecret: {name: auth, key: absent}}
---
apiVersion: operator.victoriametrics.com/v1beta1
kind: VMRule
metadata: {name: rules, namespace: shop}
spec: {groups: []}
`;
const explain = (argv: readonly string[], input = files) => runCommand(['explain', ...argv], { input });

describe('vmop explain', () => {
  it('says of an object who takes it, with its jobs, and who does not', async () => {
    const run = await explain(['-f', '-', 'vmstaticscrape/cart']);
    expect(run.stdout).toMatchInlineSnapshot(`
      "VMStaticScrape shop/cart
        - VMAgent monitoring/infra  label team is Infra, staticScrapeSelector wants infra [LabelsNotSelected]
        + VMAgent monitoring/main   1 job
        - VMSingle monitoring/db    does not scrape: spec.ingestOnlyMode is not false

      # VMAgent monitoring/main
      - job_name: staticScrape/shop/cart/0
        static_configs:
        - targets:
          - cart:80
        honor_labels: false
        relabel_configs:
        - target_label: job
          replacement: cart
        authorization:
          credentials: '<value of Secret shop/auth key token>'
          type: Bearer
      "
    `);
    expect(run).toMatchObject({ code: 0, stderr: '' });
  });

  it('says of a scraper what it takes and what not', async () => {
    const run = await explain(['-f', '-', 'vmagent/monitoring/main']);
    expect(run.stdout).toMatchInlineSnapshot(`
      "VMAgent monitoring/main
      Taken (1)
        + VMStaticScrape shop/cart  1 job
      Selected, but left out as broken (1)
        ! VMProbe shop/cart  spec.bearerTokenSecret: expected key="absent" was not found at object="secret/shop/auth" [ReferenceNotFound]
      "
    `);
    expect(run.code).toBe(1);
    const infra = await explain(['infra', '-f', '-']);
    expect(infra.stdout).toMatchInlineSnapshot(`
      "VMAgent monitoring/infra
      Not selected (2)
        - VMProbe shop/cart         both probeSelector and probeNamespaceSelector are not set and selectAllByDefault is not true [SelectorsNotSet]
        - VMStaticScrape shop/cart  label team is Infra, staticScrapeSelector wants infra [LabelsNotSelected]
      "
    `);
    expect(infra.code).toBe(0);
  });

  it('a VMSingle that does not scrape', async () => {
    const run = await explain(['-f', '-', 'db']);
    expect(run).toMatchObject({
      code: 0,
      stdout: 'VMSingle monitoring/db does not scrape: spec.ingestOnlyMode is not false\n',
    });
  });

  it('as JSON, with jobs as data and without the value of any Secret', async () => {
    const run = await explain(['-f', '-', 'vmstaticscrape/cart', '-o', 'json']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      object: 'VMStaticScrape shop/cart',
      scrapers: [
        { scraper: 'VMAgent monitoring/infra', state: 'left-out', reason: 'LabelsNotSelected' },
        { scraper: 'VMAgent monitoring/main', state: 'taken', jobs: [{ job_name: 'staticScrape/shop/cart/0' }] },
        { scraper: 'VMSingle monitoring/db', state: 'idle' },
      ],
      assumed: [],
    });
    expect(run.stdout).not.toContain('the-secret-value');
    const agent = await explain(['-f', '-', 'main', '-o', 'json']);
    expect(JSON.parse(agent.stdout)).toMatchObject({ scraper: 'VMAgent monitoring/main', extraJobs: 0 });
  });

  it.each([
    { name: 'vmstaticscrape/cart', means: 'VMStaticScrape shop/cart' },
    { name: 'VMStaticScrapes/cart', means: 'VMStaticScrape shop/cart' },
    { name: 'vmprobe/shop/cart', means: 'VMProbe shop/cart' },
    { name: 'monitoring/main', means: 'VMAgent monitoring/main' },
    { name: 'infra', means: 'VMAgent monitoring/infra' },
  ])('$name means $means', async ({ name, means }) => {
    expect((await explain(['-f', '-', name])).stdout.split('\n')[0]).toBe(means);
  });

  it.each([
    {
      argv: ['cart'],
      says: 'cart is ambiguous: VMStaticScrape shop/cart, VMProbe shop/cart; ask for kind/namespace/name',
    },
    { argv: ['shop/cart'], says: 'shop/cart is ambiguous: ' },
    {
      argv: ['shop/crt'],
      says: 'shop/crt: no such object; did you mean shop/cart? There are VMAgent monitoring/main, ',
    },
    { argv: ['a/b/c/d'], says: 'a/b/c/d: no such object' },
    { argv: ['rules'], says: 'VMRule shop/rules is neither a scrape object nor a scraper' },
    { argv: [], says: 'explain wants a NAME; there are VMAgent monitoring/main, ' },
    { argv: ['main'], input: 'a: [', says: 'InvalidYaml' },
    { argv: ['main'], input: '', says: 'nothing to explain' },
  ])('$argv.0: $says', async ({ argv, says, input }) => {
    const run = await explain(['-f', '-', ...argv], input);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(says);
  });

  it('nobody takes it, or nobody is there: exit code 1', async () => {
    const [, , , , , probe = ''] = files.split('---\n');
    const run = await explain(['-f', '-', 'cart'], probe);
    expect(run).toMatchObject({ code: 1, stdout: 'VMProbe shop/cart\n  no VMAgent and no VMSingle in the files\n' });
  });
});
