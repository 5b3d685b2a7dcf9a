import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { flag, text, texts } from './scalars.ts';
import { routingFields } from './user-options.ts';

const targetObjectFields = {
  name: required(text, 'Name of the object.'),
  namespace: required(text, 'Namespace of the object.'),
  useExtraService: optional(flag, 'Send requests to the additional Service of the object instead of its main one.'),
};

/** Kinds whose address the operator knows; a part of a cluster stands behind a slash. */
const targetKinds = [
  'VMAgent',
  'VMAlert',
  'VMSingle',
  'VLogs',
  'VMAlertManager',
  'VMAlertmanager',
  'VMCluster/vmselect',
  'VMCluster/vmstorage',
  'VMCluster/vminsert',
  'VLSingle',
  'VLCluster/vlinsert',
  'VLCluster/vlselect',
  'VLCluster/vlstorage',
  'VLAgent',
  'VTCluster/vtinsert',
  'VTCluster/vtselect',
  'VTCluster/vtstorage',
  'VTSingle',
  'VMAnomaly',
] as const;

const crdTarget = openObject({
  kind: required(z.enum(targetKinds), 'Kind of the object; for a cluster with the part, such as VMCluster/vmselect.'),
  ...targetObjectFields,
  objects: optional(z.array(openObject(targetObjectFields)), 'Further objects of the same kind.'),
});

const staticTarget = openObject({
  url: optional(text, 'Address of the backend.'),
  urls: optional(texts, 'Addresses of several backends that share the load.'),
});

const queryArg = openObject({
  name: required(text, 'Name of the query argument.'),
  values: required(texts, 'Values of the query argument.'),
});

const targetBasicAuth = openObject({
  username: required(SecretKeySelector, 'Key of a Secret with the user name.'),
  password: required(SecretKeySelector, 'Key of a Secret with the password.'),
});

const targetRef = openObject({
  name: optional(text, 'Name of one of the defaultTargetRefs of the VMAuth, whose settings are filled in here.'),
  crd: optional(crdTarget, 'Backend run by the operator, whose address follows from the object.'),
  static: optional(staticTarget, 'Backend at a fixed address.'),
  paths: optional(texts, 'Regular expressions of the paths that go to this backend.'),
  hosts: optional(texts, 'Regular expressions of the hosts that go to this backend.'),
  src_headers: optional(texts, 'Headers that a request must carry to go to this backend, each as `Name: value`.'),
  src_query_args: optional(texts, 'Query arguments that a request must carry to go to this backend.'),
  query_args: optional(z.array(queryArg), 'Query arguments added to each request.'),
  target_path_suffix: optional(text, 'Path, and query arguments, added to the address of the backend.'),
  targetRefBasicAuth: optional(targetBasicAuth, 'User name and password for the backend.'),
  ...routingFields,
});

/** Backends and the requests that go to each of them. */
export const targetRefs = z.array(targetRef);
