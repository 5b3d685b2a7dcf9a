import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { IngressRule, IngressTLS } from '../kubernetes.ts';
import { text, textMap, texts } from './scalars.ts';

/** An Ingress in front of the main Service. */
export const ingress = openObject({
  name: optional(text, 'Without effect: the Ingress is named like the Service.'),
  labels: optional(textMap, 'Labels of the Ingress.'),
  annotations: optional(textMap, 'Annotations of the Ingress.'),
  class_name: optional(text, 'Class of the Ingress.'),
  host: optional(text, 'Host name that the Ingress answers for, without TLS.'),
  paths: optional(texts, 'Path prefixes that are passed on; all without them.'),
  tlsHosts: optional(texts, 'Host names that the Ingress answers for with TLS; they go with tlsSecretName.'),
  tlsSecretName: optional(text, 'Secret with the certificate of tlsHosts.'),
  extraRules: optional(z.array(IngressRule), 'Further rules.'),
  extraTls: optional(z.array(IngressTLS), 'Further TLS settings.'),
});
