import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueObject, optional, required } from '../field.ts';
import { int32, text, textMap } from './scalars.ts';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dnsName = `${label}(\\.${label})*`;

const hostname = text
  .min(1)
  .max(253)
  .regex(new RegExp(`^(\\*\\.)?${dnsName}$`));

const parentRef = openObject({
  group: optional(text.max(253).regex(new RegExp(`^$|^${dnsName}$`)), 'API group of the parent.', {
    crd: { default: 'gateway.networking.k8s.io' },
  }),
  kind: optional(
    text
      .min(1)
      .max(63)
      .regex(/^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/),
    'Kind of the parent.',
    { crd: { default: 'Gateway' } },
  ),
  name: required(text.min(1).max(253), 'Name of the parent.'),
  namespace: optional(
    text
      .min(1)
      .max(63)
      .regex(new RegExp(`^${label}$`)),
    'Namespace of the parent; the own one without it.',
  ),
  port: optional(int32.min(1).max(65535), 'Port of the parent; all ports without it.'),
  sectionName: optional(
    text
      .min(1)
      .max(253)
      .regex(new RegExp(`^${dnsName}$`)),
    'Listener of the parent; all listeners without it.',
  ),
});

/** An HTTPRoute of the Gateway API. Its types come in no package of ours. Source: https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
export const httpRoute = openObject({
  name: optional(text, 'Without effect: the route is named like the Service.'),
  labels: optional(textMap, 'Labels of the route.'),
  annotations: optional(textMap, 'Annotations of the route.'),
  parentRefs: optional(z.array(parentRef), 'Gateways that the route attaches to.'),
  hostnames: optional(z.array(hostname), 'Host names that the route answers for.'),
  extraRules: optional(
    z.array(z.unknown()),
    'Rules instead of the one that matches everything; each goes to the Service, whatever backend it names.',
    { crdInstead: { type: 'array', items: opaqueObject, 'x-kubernetes-preserve-unknown-fields': true } },
  ),
});
