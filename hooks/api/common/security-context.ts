import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { withMeta } from '../field.ts';
import { PodSecurityContext, SecurityContext } from '../kubernetes.ts';

/** Security context of the pod and of its containers in one: fields of the same name are the pod's, the others go where Kubernetes has them. */
export const securityContext = withMeta(
  z.lazy(() => openObject({ ...SecurityContext.unwrap().shape, ...PodSecurityContext.unwrap().shape })),
  { kubernetesType: 'PodSecurityContext' },
);
