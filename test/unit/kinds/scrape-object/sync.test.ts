import { describe, expect, it } from 'vitest';
import { scrapeKinds } from '../../../../hooks/config/scrape/scraper.ts';
import { type DriveResult, drive } from '../../../../hooks/driver/drive.ts';
import { callInProcess } from '../../../../hooks/driver/in-process.ts';
import { isJsonObject } from '../../../../hooks/lib/json.ts';
import type { KubeObject, StringMap } from '../../../../hooks/lib/kube-object.ts';
import { allKinds } from '../../../../hooks/registry.ts';
import { someSettings } from '../../../fixtures/builders.ts';
import { aCard, cardKey } from '../../../fixtures/selection-card.ts';

const apiVersion = 'operator.victoriametrics.com/v1beta1';
const agent: KubeObject = {
  apiVersion,
  kind: 'VMAgent',
  metadata: { name: 'main', namespace: 'monitoring', uid: 'uid-main' },
};
const registry = allKinds.filter(({ api }) => scrapeKinds.some((kind) => kind === api.kind));
const settings = someSettings({ hmacKeys: [cardKey] });

const specs = {
  VMServiceScrape: { endpoints: [{ port: 'http' }] },
  VMPodScrape: { podMetricsEndpoints: [{ port: 'http' }] },
  VMProbe: { vmProberSpec: { url: 'prober:9115' }, targets: { staticConfig: { targets: ['a:1'] } } },
  VMNodeScrape: { port: '9100' },
  VMStaticScrape: { targetEndpoints: [{ targets: ['a:1'] }] },
  VMScrapeConfig: { staticConfigs: [{ targets: ['a:1'] }] },
};

function aScrape(kind: keyof typeof specs, name: string, labels: StringMap = {}, spec: object = {}): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop', uid: `uid-${kind}-${name}`, generation: 1, labels },
    spec: { ...specs[kind], ...spec },
  };
}

function settle(objects: readonly KubeObject[], now = '2026-01-01T00:00:00Z'): DriveResult {
  return drive([agent, ...objects], { registry, settings, now, callHook: callInProcess(registry, settings, now) });
}

/** Status of an object, its conditions as `type status message`. */
function statusOf({ objects }: DriveResult, name: string) {
  const status = objects.find(({ kind, metadata }) => metadata.name === name && kind !== 'VMAgent')?.status;
  if (!isJsonObject(status)) throw new Error(`${name} has no status`);
  const { updateStatus, reason, conditions = [] } = status;
  const lines = (Array.isArray(conditions) ? conditions : []).map(({ type, status: value, message }) =>
    [type, value, message].filter((part) => part !== undefined).join(' '),
  );
  return { updateStatus, ...(reason === undefined ? {} : { reason }), conditions: lines };
}

const host = 'main.monitoring.vmagent.victoriametrics.com';

describe('the six scrape kinds', () => {
  it.each(scrapeKinds)('%s: taken by the scraper that selects it', (kind) => {
    const done = settle([aScrape(kind, 'web'), aCard({ spec: { selectAllByDefault: true } })]);
    expect(statusOf(done, 'web')).toEqual({ updateStatus: 'operational', conditions: [`${host}/Applied True`] });
  });

  it('say why', () => {
    const card = aCard({
      spec: {
        serviceScrapeSelector: { matchLabels: { team: 'infra' } },
        serviceScrapeNamespaceSelector: {},
        scrapeClasses: [{ name: 'tls' }],
      },
      missing: [
        { kind: 'VMServiceScrape', namespace: 'shop', name: 'secretless', message: 'Secret shop/auth not found' },
      ],
    });
    const infra = { team: 'infra' };
    const done = settle([
      card,
      aScrape('VMServiceScrape', 'taken', infra, { scrapeClass: 'tls' }),
      aScrape('VMServiceScrape', 'left-out', { team: 'Infra' }),
      aScrape('VMServiceScrape', 'classless', infra, { scrapeClass: 'x' }),
      aScrape('VMServiceScrape', 'secretless', infra),
      aScrape('VMServiceScrape', 'unreadable', infra, { endpoints: 'all' }),
      aScrape('VMPodScrape', 'pods', infra),
    ]);
    expect(statusOf(done, 'taken')).toEqual({ updateStatus: 'operational', conditions: [`${host}/Applied True`] });
    expect(statusOf(done, 'left-out')).toEqual({
      updateStatus: 'ignored',
      conditions: [`${host}/Selected False label team is Infra, serviceScrapeSelector wants infra`],
    });
    expect(statusOf(done, 'classless')).toMatchObject({
      updateStatus: 'failed',
      reason: expect.stringContaining('scrape class "x" not supported'),
    });
    expect(statusOf(done, 'secretless')).toEqual({
      updateStatus: 'failed',
      reason: 'Secret shop/auth not found',
      conditions: [`${host}/Applied False Secret shop/auth not found`],
    });
    expect(statusOf(done, 'unreadable')).toMatchObject({
      updateStatus: 'failed',
      reason: expect.stringContaining('spec.endpoints'),
    });
    expect(statusOf(done, 'pods').conditions[0]).toContain('both podScrapeSelector and podScrapeNamespaceSelector');
  });

  it('write nothing at a second sync', () => {
    const done = settle([
      aScrape('VMProbe', 'web'),
      aScrape('VMPodScrape', 'web'),
      aCard({ spec: { podScrapeNamespaceSelector: {} } }),
    ]);
    const again = settle(
      done.objects.filter(({ kind }) => kind !== 'VMAgent'),
      '2026-01-01T00:10:00Z',
    );
    expect(again.writes).toEqual([]);
  });

  it('forget a scraper whose card is gone, and never believe a card that vmop did not write', () => {
    const card = aCard({ spec: { selectAllByDefault: true } });
    const forged = { ...card, spec: { ...Object(card.spec), selectors: { probeNamespaceSelector: {} } } };
    const done = settle([aScrape('VMProbe', 'web'), card]);
    expect(statusOf(done, 'web').updateStatus).toBe('operational');
    const later = settle([...done.objects.filter(({ kind }) => kind === 'VMProbe'), forged]);
    expect(statusOf(later, 'web')).toEqual({ updateStatus: 'ignored', conditions: [] });
  });
});
