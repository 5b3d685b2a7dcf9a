import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from '../kubernetes.ts';

/** Rules of the NetworkPolicy for the pods; their selector is set by the operator. */
export const networkPolicy = openObject({
  ingress: optional(z.array(NetworkPolicyIngressRule), 'Traffic that the pods accept.'),
  egress: optional(z.array(NetworkPolicyEgressRule), 'Traffic that the pods may send.'),
});
