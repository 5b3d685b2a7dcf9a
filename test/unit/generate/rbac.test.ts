import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { joinGrants } from '../../../hooks/generate/policy-rules.ts';
import { generateRbac } from '../../../hooks/generate/rbac.ts';
import {
  buildScraperClusterRole,
  buildScraperRole,
  type RbacRule,
  type ScraperAccess,
  scraperGrants,
} from '../../../hooks/objects/scraper-rbac.ts';
import { aRegisteredKind } from '../../fixtures/registered-kind.ts';

const ownGroup = 'operator.victoriametrics.com';
const rbacGroup = 'rbac.authorization.k8s.io';
const kind = aRegisteredKind({
  controller: {
    childKinds: [
      { apiVersion: 'apps/v1', kind: 'Deployment', resource: 'deployments', updateMethod: 'InPlace' },
      { apiVersion: 'v1', kind: 'Service', resource: 'services', updateMethod: 'InPlace' },
      {
        apiVersion: 'autoscaling.k8s.io/v1',
        kind: 'VerticalPodAutoscaler',
        resource: 'verticalpodautoscalers',
        updateMethod: 'InPlace',
        optional: 'vpa',
      },
    ],
    relatedKinds: [{ apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps' }],
    retainedClaims: () => [],
  },
});

/** Each single thing that a rule allows: `verb group/resource`, or `verb URL`. */
function permissionsOf({ apiGroups = [], resources = [], nonResourceURLs = [], verbs }: RbacRule): readonly string[] {
  const things = apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`));
  return verbs.flatMap((verb) => [...things, ...nonResourceURLs].map((thing) => `${verb} ${thing}`));
}

function covers(rules: readonly RbacRule[], permission: string): boolean {
  return rules.some((rule) => rule.resourceNames === undefined && permissionsOf(rule).includes(permission));
}

function rulesOf(path: string, registry = [kind]): readonly RbacRule[] {
  const text = generateRbac(registry).find((file) => file.path === `manifests/rbac/${path}`)?.text ?? '';
  const [role] = parseAllDocuments(text).map((document) => document.toJS());
  return role?.rules;
}

describe('joinGrants', () => {
  it.each([
    { name: 'nothing', grants: [], rules: [] },
    {
      name: 'one resource asked for twice: verbs unite, sorted',
      grants: [
        { group: '', resource: 'pods', verbs: ['watch', 'get'] },
        { group: '', resource: 'pods', verbs: ['get', 'list'] },
      ],
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
    },
    {
      name: 'same verbs share a rule, other groups do not',
      grants: [
        { group: 'apps', resource: 'b', verbs: ['get'] },
        { group: '', resource: 'a', verbs: ['get'] },
        { group: 'apps', resource: 'a', verbs: ['get'] },
      ],
      rules: [
        { apiGroups: [''], resources: ['a'], verbs: ['get'] },
        { apiGroups: ['apps'], resources: ['a', 'b'], verbs: ['get'] },
      ],
    },
  ])('$name', ({ grants, rules }) => {
    expect(joinGrants(grants)).toEqual(rules);
  });
});

describe('RBAC of Metacontroller', () => {
  it('reads', () => {
    expect(rulesOf('read.yaml')).toEqual([
      {
        apiGroups: [''],
        resources: ['configmaps', 'namespaces', 'persistentvolumeclaims', 'secrets'],
        verbs: ['list', 'watch'],
      },
      { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['list', 'watch'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list', 'watch'] },
      {
        apiGroups: ['metacontroller.k8s.io'],
        resources: ['compositecontrollers', 'controllerrevisions', 'decoratorcontrollers'],
        verbs: ['list', 'watch'],
      },
      { apiGroups: [ownGroup], resources: ['vmtests'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [rbacGroup], resources: ['clusterrolebindings', 'clusterroles'], verbs: ['list', 'watch'] },
      { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['list', 'watch'] },
    ]);
  });

  it('writes', () => {
    expect(rulesOf('write.yaml')).toEqual([
      { apiGroups: [''], resources: ['namespaces/finalizers'], verbs: ['update'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['create', 'delete', 'patch'] },
      { apiGroups: [''], resources: ['services'], verbs: ['create', 'delete', 'patch', 'update'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create', 'delete', 'patch', 'update'] },
      { apiGroups: [ownGroup], resources: ['vmtests/finalizers', 'vmtests/status'], verbs: ['update'] },
      {
        apiGroups: [rbacGroup],
        resources: ['clusterrolebindings', 'clusterroles'],
        verbs: ['create', 'delete', 'patch'],
      },
    ]);
  });

  it.each<{ access: ScraperAccess }>([{ access: 'discovery' }, { access: 'configuration' }])(
    'holds whatever a scraper is granted for $access, and may neither escalate nor bind',
    ({ access }) => {
      const own = rulesOf('write.yaml', [aRegisteredKind({ controller: { grants: scraperGrants } })]);
      const identity = { app: 'vmagent', instance: 'a', name: 'vmagent-a', namespace: 'demo' };
      const granted = [buildScraperRole(identity, access), buildScraperClusterRole(identity, access)];
      const lacking = granted.flatMap(({ rules }) => rules.flatMap(permissionsOf)).filter((one) => !covers(own, one));
      expect(lacking).toEqual([]);
      expect(own.flatMap(({ verbs }) => verbs).filter((verb) => ['escalate', 'bind', '*'].includes(verb))).toEqual([]);
      // The same without what the kind declares: the check can fail.
      expect(granted.flatMap(({ rules }) => rules).length).toBeGreaterThan(0);
      const none = rulesOf('write.yaml', [aRegisteredKind({ controller: {} })]);
      expect(granted.flatMap(({ rules }) => rules.flatMap(permissionsOf)).filter((one) => covers(none, one))).toEqual(
        [],
      );
    },
  );

  it('cannot hold a grant by name', () => {
    const grants = [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['a'], verbs: ['get'] }];
    expect(() => rulesOf('write.yaml', [aRegisteredKind({ controller: { grants } })])).toThrow('limited by name');
  });

  it('writes only the status of a parent without children', () => {
    expect(rulesOf('write.yaml', [aRegisteredKind({ controller: {} })])).toContainEqual({
      apiGroups: [ownGroup],
      resources: ['vmtests/status'],
      verbs: ['update'],
    });
  });

  it('keeps optional APIs in a component', () => {
    expect(rulesOf('components/vpa/role.yaml')).toEqual([
      {
        apiGroups: ['autoscaling.k8s.io'],
        resources: ['verticalpodautoscalers'],
        verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
      },
    ]);
  });

  it('may never do everything', () => {
    const texts = generateRbac([kind]).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('*'))).toEqual([]);
  });
});
