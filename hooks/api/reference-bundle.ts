import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { internalGroup, internalResource, internalVersion } from './common/internal-resource.ts';
import { text } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { atomicList, optional, required } from './field.ts';

const owner = openObject({
  apiVersion: required(text, 'Group and version of the owner.'),
  kind: required(text, 'Kind of the owner.'),
  name: required(text, 'Name of the owner.'),
  uid: required(text, 'Uid of the owner.'),
});

const reference = openObject({
  kind: required(z.enum(['Secret', 'ConfigMap']), 'Kind of the object that holds the value.'),
  namespace: required(text, 'Namespace of the object.'),
  name: required(text, 'Name of the object.'),
  key: required(text, 'Key of the value in the object.'),
});

const referenceBundleSpec = openObject({
  owner: required(owner, 'The workload that the values are for; it controls this object.'),
  references: required(z.array(reference), 'The values that are wanted, sorted.', atomicList),
  signature: required(text, 'HMAC over name, owner and references: a list that vmop did not write is not resolved.'),
});

const schema = internalResource({
  kind: 'ReferenceBundle',
  spec: referenceBundleSpec,
  further: { status: optional(configStatus, 'What was found; written by vmop only.') },
});

/** A signed list of values in Secrets and ConfigMaps, to be resolved for one workload. */
export type ReferenceBundle = z.output<typeof schema>;

/** The API of ReferenceBundle. */
export const referenceBundleApi: ApiKind<ReferenceBundle> = {
  kind: 'ReferenceBundle',
  group: internalGroup,
  version: internalVersion,
  plural: 'referencebundles',
  singular: 'referencebundle',
  listKind: 'ReferenceBundleList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Owner', type: 'string', jsonPath: '.spec.owner.name' },
    { name: 'Resolved', type: 'string', jsonPath: '.status.conditions[?(@.type=="Resolved")].status' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'ReferenceBundle is written by vmop for itself: the values in Secrets and ConfigMaps which the objects that a workload selects refer to.',
  schema,
};
