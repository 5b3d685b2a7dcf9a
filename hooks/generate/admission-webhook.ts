import { isInternal } from '../kinds/internal-kind.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { installNames } from '../lib/install-names.ts';
import type { GeneratedFile } from './generated-file.ts';
import { admissionPath } from './installation.ts';
import { yamlFile } from './yaml-file.ts';

/** `manifests/admission/webhook.yaml`: asks our admission service about every kind that users write, on CREATE and UPDATE only. */
export function generateAdmissionWebhook(registry: readonly RegisteredKind[]): readonly GeneratedFile[] {
  return [yamlFile('manifests/admission/webhook.yaml', buildWebhookConfiguration(registry))];
}

/**
 * The ValidatingWebhookConfiguration. It carries no caBundle: `vmop init` or cert-manager fills it in.
 * A failing webhook lets the object in, because sync applies the same rules and keeps what runs; deleting is never asked about,
 * nor is an object that is being deleted, so that removing a finalizer cannot be refused.
 */
export function buildWebhookConfiguration(registry: readonly RegisteredKind[]): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: installNames.webhookConfiguration },
    webhooks: [
      {
        name: 'validate.vmop.victoriametrics.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Ignore',
        matchPolicy: 'Equivalent',
        timeoutSeconds: 5,
        clientConfig: {
          service: {
            name: installNames.admissionService,
            namespace: installNames.namespace,
            path: admissionPath,
            port: 443,
          },
        },
        namespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [installNames.namespace] },
          ],
        },
        matchConditions: [{ name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' }],
        rules: rulesOf(registry),
      },
    ],
  };
}

function rulesOf(registry: readonly RegisteredKind[]): readonly object[] {
  const groups = new Map<string, string[]>();
  for (const { api } of registry.filter((kind) => !isInternal(kind))) {
    const key = `${api.group}/${api.version}`;
    groups.set(key, [...(groups.get(key) ?? []), api.plural]);
  }
  return [...groups.keys()].toSorted().map((key) => {
    const [group, version] = key.split('/');
    return {
      apiGroups: [group],
      apiVersions: [version],
      resources: groups.get(key)?.toSorted(),
      operations: ['CREATE', 'UPDATE'],
      scope: 'Namespaced',
    };
  });
}
