import { expect, it } from 'vitest';
import { drive, type UserEdit } from '../../../../hooks/driver/drive.ts';
import { callInProcess } from '../../../../hooks/driver/in-process.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject, StringMap } from '../../../../hooks/lib/kube-object.ts';
import { allKinds } from '../../../../hooks/registry.ts';
import { someSettings } from '../../../fixtures/builders.ts';

const apiVersion = 'operator.victoriametrics.com/v1beta1';
const now = '2026-01-01T00:00:00Z';
const settings = someSettings();
const host = 'main.monitoring.vmagent.victoriametrics.com';

const namespace = (labels: StringMap): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels },
});
const agent = (spec: object): KubeObject => ({
  apiVersion,
  kind: 'VMAgent',
  metadata: { name: 'main', namespace: 'monitoring', uid: 'uid-main', generation: 1 },
  spec: { remoteWrite: [{ url: 'http://store:8428/api/v1/write' }], ...spec },
});
const scrape: KubeObject = {
  apiVersion,
  kind: 'VMStaticScrape',
  metadata: { name: 'web', namespace: 'shop', uid: 'uid-web', generation: 1 },
  spec: { targetEndpoints: [{ targets: ['web:80'], basicAuth: { password: { name: 'auth', key: 'password' } } }] },
};
const secret: KubeObject & { readonly data: StringMap } = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'auth', namespace: 'shop', uid: 'uid-auth' },
  data: { password: 'c2VjcmV0' },
};
const team = { matchLabels: { team: 'infra' } };

/** Drives the real agent and the real scrape kind; the conditions of the scrape object as `type status message`. */
function settle(objects: readonly KubeObject[], edits: readonly UserEdit[] = []) {
  const done = drive(objects, {
    registry: allKinds,
    settings,
    now,
    edits,
    callHook: callInProcess(allKinds, settings, now),
  });
  const status = done.objects.find(({ kind }) => kind === 'VMStaticScrape')?.status;
  const conditions = fieldAt({ status }, ['status', 'conditions']);
  const lines = (Array.isArray(conditions) ? conditions : []).map(({ type, status: value, message = '' }) =>
    `${type} ${value} ${message}`.trim(),
  );
  return { objects: done.objects, lines };
}

it('a scrape object follows what happens to its agent, its namespace and its Secret', () => {
  const spec = { staticScrapeNamespaceSelector: team };
  const first = settle([agent(spec), scrape, namespace({ team: 'web' })]);
  expect(first.lines).toEqual([
    `${host}/Selected False namespace shop is not among those that staticScrapeNamespaceSelector (team=infra) matches`,
  ]);
  const labelled = settle(first.objects, [{ apply: namespace({ team: 'infra' }) }]);
  expect(labelled.lines).toEqual([expect.stringMatching(`^${host}/Applied False .*auth`)]);
  const resolved = settle(labelled.objects, [{ apply: secret }]);
  expect(resolved.lines).toEqual([`${host}/Applied True`]);
  const without = settle(resolved.objects, [{ apply: agent({ ...spec, ingestOnlyMode: true }) }]);
  expect(without.lines).toEqual([]);
});
