import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isKubeObject } from '../../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import type { Identity } from '../../../hooks/objects/metadata.ts';
import {
  buildScraperClusterRole,
  buildScraperClusterRoleBinding,
  buildScraperRole,
  buildScraperRoleBinding,
  clusterNamePrefix,
} from '../../../hooks/objects/scraper-rbac.ts';
import { objectsAt, textAt } from '../../harness/fields.ts';

const folder = join(import.meta.dirname, '../../conformance/cases');
const rbacKinds = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

/** The RBAC objects which the official operator made for one scraper. */
interface Recorded {
  readonly name: string;
  readonly identity: Identity;
  readonly objects: readonly KubeObject[];
  readonly isIngestOnly: boolean;
}

function recordedIn(file: string): readonly Recorded[] {
  const recording: unknown = parse(readFileSync(join(folder, file), 'utf8'));
  const all: readonly unknown[] = objectsAt(recording, 'children');
  const objects = all
    .filter(isKubeObject)
    .filter(
      ({ kind, metadata }) =>
        rbacKinds.includes(kind) && /^vm(agent|single)$/.test(metadata.labels?.['app.kubernetes.io/name'] ?? ''),
    );
  const names = [...new Set(objects.map(({ metadata }) => metadata.name))];
  return names.map((rbacName) => {
    const [, namespace = '', name = ''] = rbacName.split(':');
    const own = objects.filter(({ metadata }) => metadata.name === rbacName);
    const labels = own[0]?.metadata.labels ?? {};
    return {
      name: `${file} ${name}`,
      identity: {
        app: labels['app.kubernetes.io/name'] ?? '',
        instance: labels['app.kubernetes.io/instance'] ?? '',
        name,
        namespace,
      },
      objects: own,
      isIngestOnly: own.some((object) => object.kind === 'ClusterRole' && objectsAt(object, 'rules').length === 0),
    };
  });
}

const recorded = readdirSync(folder)
  .filter((file) => file.endsWith('.recorded.yaml'))
  .flatMap(recordedIn);

describe('RBAC of a scraper', () => {
  it('the corpus has scrapers of both kinds, and one that only ingests', () => {
    expect(new Set(recorded.map(({ identity }) => identity.app))).toEqual(new Set(['vmagent', 'vmsingle']));
    expect(recorded.filter(({ isIngestOnly }) => isIngestOnly).length).toBeGreaterThan(0);
    expect(recorded.filter(({ objects }) => objects.length === rbacKinds.length).length).toBeGreaterThan(40);
  });

  it.each(recorded)('is that of the official operator: $name', ({ identity, objects, isIngestOnly }) => {
    const access = isIngestOnly ? 'configuration' : 'discovery';
    const built = [
      buildScraperClusterRole(identity, access),
      buildScraperClusterRoleBinding(identity),
      buildScraperRole(identity, access),
      buildScraperRoleBinding(identity),
    ];
    const official = objects.map((object) => {
      const { ownerReferences: _, ...metadata } = object.metadata;
      return 'rules' in object ? { ...object, metadata, rules: objectsAt(object, 'rules') } : { ...object, metadata };
    });
    // A recording that ended half-way lacks the Role.
    const made = built.filter(({ kind }) => official.some((object) => object.kind === kind));
    expect(official.toSorted(byKind)).toEqual(made.toSorted(byKind));
  });

  it("carries the user's labels and annotations, and keeps the legacy name of the account", () => {
    const managed = { labels: { team: 'infra' }, annotations: { why: 'scrape' } };
    const identity = { app: 'vmagent', instance: 'shop', name: 'shop', namespace: 'demo', managed };
    const binding = buildScraperClusterRoleBinding(identity);
    expect(binding.metadata).toMatchObject({ name: 'monitoring:demo:shop', ...managed });
    expect(binding.metadata).not.toHaveProperty('namespace');
    expect(textAt(binding.subjects[0], 'name')).toBe('shop');
    expect(buildScraperRole(identity, 'configuration').rules[0]?.resourceNames).toEqual(['shop']);
    expect(buildScraperRole(identity, 'discovery').metadata).toMatchObject({ namespace: 'demo', ...managed });
  });

  it('names of two namespaces never meet', () => {
    expect('monitoring:demo-2:vmagent-a'.startsWith(clusterNamePrefix('demo'))).toBe(false);
  });
});

function byKind(left: KubeObject, right: KubeObject): number {
  return left.kind < right.kind ? -1 : 1;
}
