import { opaqueObject, optional } from '../field.ts';
import { serviceScrapeOverride } from '../vmservicescrape.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { image } from './image.ts';
import { logFields } from './log.ts';
import { networkPolicy } from './network-policy.ts';
import { operationFields } from './operation.ts';
import { containerFields, mountFields, podFields, replicaFields } from './pod-fields.ts';
import { probeFields } from './probes.ts';
import { serviceSpec } from './service-spec.ts';
import { verticalPodAutoscaler } from './vertical-pod-autoscaler.ts';

/** What every program that the operator runs has, be it a workload of its own or a part of a cluster. */
export const applicationFields = {
  image: optional(image, 'Image of the program.'),
  serviceScrapeSpec: optional(
    serviceScrapeOverride,
    'Changes to the scrape object for the metrics of the workload itself.',
    { crdInstead: opaqueObject },
  ),
  networkPolicy: optional(networkPolicy, 'NetworkPolicy for the pods.'),
  vpa: optional(verticalPodAutoscaler, 'Vertical autoscaling of the pods.'),
  podMetadata: optional(embeddedMetadata, 'Labels and annotations of the pods.'),
  ...operationFields,
  ...replicaFields,
  ...containerFields,
  ...mountFields,
  ...probeFields,
  ...podFields,
};

/** A further Service or another default one; every program has it but vmanomaly. */
export const serviceFields = {
  serviceSpec: optional(serviceSpec, 'A further Service, or changes to the default one.'),
};

/** What every program of VictoriaMetrics, VictoriaLogs and VictoriaTraces has: log settings and a Service as well. */
export const victoriaFields = { ...applicationFields, ...logFields, ...serviceFields };
