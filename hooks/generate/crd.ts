import type { ApiKind, CustomResource, PrintColumn } from '../api/api-kind.ts';
import { viewSchema } from '../api/schema-view.ts';
import type { RegisteredKind } from '../kinds/kind.ts';
import { toCrdSchema } from './crd-schema.ts';
import type { GeneratedFile } from './generated-file.ts';
import { kustomization, yamlFile } from './yaml-file.ts';

const folder = 'crds';

/** `crds/`: a CustomResourceDefinition per kind, and the kustomization that lists them. */
export function generateCrds(kinds: readonly RegisteredKind[]): readonly GeneratedFile[] {
  const names = kinds.map(({ api }) => `${api.plural}.yaml`);
  const files = kinds.map(({ api }) => yamlFile(`${folder}/${api.plural}.yaml`, buildCrd(api)));
  return [...files, kustomization(folder, names)];
}

/** The CustomResourceDefinition of a kind. Source: https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export function buildCrd<CR extends CustomResource>(api: ApiKind<CR>): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${api.plural}.${api.group}` },
    spec: {
      group: api.group,
      names: {
        kind: api.kind,
        listKind: api.listKind,
        plural: api.plural,
        singular: api.singular,
        ...(api.shortNames.length === 0 ? {} : { shortNames: api.shortNames }),
        ...(api.categories.length === 0 ? {} : { categories: api.categories }),
      },
      scope: api.scope,
      versions: [
        {
          name: api.version,
          served: true,
          storage: true,
          additionalPrinterColumns: api.printColumns.map(printColumn),
          ...subresources(api),
          schema: { openAPIV3Schema: { description: api.description, ...rootSchema(api) } },
        },
      ],
    },
  };
}

/** Without status there is nothing to write apart from the spec. */
function subresources<CR extends CustomResource>(api: ApiKind<CR>): object {
  const { shape } = viewSchema(api.schema);
  if (shape.type !== 'object' || shape.fields['status'] === undefined) return {};
  return { subresources: { status: {}, ...(api.scale === undefined ? {} : { scale: api.scale }) } };
}

/** The schema of the whole object. The API server has its own schema of metadata and refuses a second one, a description included. */
function rootSchema<CR extends CustomResource>(api: ApiKind<CR>): object {
  const schema = toCrdSchema(api.schema);
  return { ...schema, properties: { ...schema.properties, metadata: { type: 'object' } } };
}

function printColumn({ name, type, jsonPath, ...rest }: PrintColumn): object {
  return { name, type, jsonPath, ...rest };
}
