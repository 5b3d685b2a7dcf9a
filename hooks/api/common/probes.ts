import { opaqueObject, optional } from '../field.ts';
import { ProbePatch } from '../kubernetes.ts';

/** Probes of the main container; handler and timings that are missing get defaults. */
export const probeFields = {
  livenessProbe: optional(ProbePatch, 'Probe that restarts the container when it fails.', { crdInstead: opaqueObject }),
  readinessProbe: optional(ProbePatch, 'Probe that takes the pod out of its Services when it fails.', {
    crdInstead: opaqueObject,
  }),
  startupProbe: optional(ProbePatch, 'Probe that holds the others back until it succeeds.', {
    crdInstead: opaqueObject,
  }),
};
