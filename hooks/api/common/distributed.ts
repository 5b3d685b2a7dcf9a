import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueValue, optional, required } from '../field.ts';
import { vmauthSpec } from '../vmauth.ts';
import { applicationFields } from './application.ts';
import { license } from './license.ts';
import { logFields } from './log.ts';
import { childObjectFields } from './operation.ts';
import { podDisruptionBudgetFields } from './pod-disruption-budget.ts';
import { flag, text } from './scalars.ts';
import { claimRetentionFields, claimTemplateFields } from './stateful-storage.ts';

/** What one zone, and what all zones have beside their workloads. */
interface ZoneParts<Workloads extends z.core.$ZodLooseShape> {
  /** The backends and the agent of a zone, by field name. */
  readonly workloads: Workloads;
  /** How agents write to the backends; the URL is derived. */
  readonly delivery: z.ZodType;
}

const name = optional(text, 'Name of the object; %ZONE% stands for the name of the zone.');

/** A workload of a zone whose spec the CRD keeps as it is. Nothing in it is required: the spec of the zone is laid over the common one. */
export const opaqueWorkload = <Spec extends z.ZodType>(spec: Spec, kind: string) =>
  openObject({
    name,
    spec: optional(spec, `Spec of the ${kind}; %ZONE% in a text stands for the name of the zone.`, {
      crdInstead: opaqueValue,
    }),
  });

/** A workload of a zone whose spec the CRD spells out. */
export const spelledOutWorkload = <Spec extends z.ZodType>(spec: Spec, kind: string) =>
  openObject({
    name,
    spec: optional(spec, `Spec of the ${kind}; %ZONE% in a text stands for the name of the zone.`, {
      crdSpellOut: true,
    }),
  });

/** What a zone may say about its agent, of whatever kind: what it takes in and where it writes to is derived. */
export const zoneAgentSpec = openObject({
  license: optional(license, 'License of the agent; that of this object without it.'),
  ...applicationFields,
  ...logFields,
  ...childObjectFields,
  ...podDisruptionBudgetFields,
  ...claimTemplateFields,
  ...claimRetentionFields,
}).omit({ componentVersion: true, networkPolicy: true, serviceScrapeSpec: true, useLegacyNaming: true });

const loadBalancer = openObject({
  enabled: optional(flag, 'Run a VMAuth in front of all zones.', { crd: { default: true } }),
  name: optional(text, 'Name of the VMAuth; that of this object without it.'),
  spec: optional(vmauthSpec, 'Spec of the VMAuth.', { crdSpellOut: true }),
});

/** Fields of a spec that spreads the same workloads over zones. */
export const distributedFields = <Workloads extends z.core.$ZodLooseShape>({
  workloads,
  delivery,
}: ZoneParts<Workloads>) => {
  const remoteWrite = optional(delivery, 'How the agents of all zones write to the backends of this one.', {
    crdInstead: opaqueValue,
  });
  const zone = openObject({
    name: required(text, 'Name of the zone; unique.'),
    trafficMode: optional(
      z.enum(['read-only', 'write-only', 'read-write', 'maintenance']),
      'Which traffic the zone gets; read-write without it.',
    ),
    remoteWrite,
    ...workloads,
  });
  const zoneCommon = openObject({
    readyTimeout: optional(text, 'Time that one zone has to become ready after a change, such as 5m.'),
    updatePause: optional(text, 'Time between the changes of two zones, such as 1m.'),
    remoteWrite,
    ...workloads,
  });
  return {
    license: optional(license, 'License for all objects of this one that name none.'),
    paused: optional(flag, 'Leave all child objects as they are.'),
    retain: optional(flag, 'Keep the child objects when this one is deleted.'),
    vmauth: optional(loadBalancer, 'The VMAuth in front of all zones.'),
    zoneCommon: optional(zoneCommon, 'What all zones share; the fields of a zone are laid over it.'),
    zones: optional(z.array(zone), 'The zones; they are changed one after another.'),
  };
};
