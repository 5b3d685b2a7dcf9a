/** Reasons that rules on workloads give; part of the catalogue in reasons.ts. */
export const workloadReasons = {
  AutoscalingInvalid: {
    meaning: 'The limits of the horizontal autoscaling contradict each other.',
    remedy: 'Set spec.hpa.maxReplicas, not below minReplicas.',
  },
  DeprecatedKind: {
    meaning: 'The kind of the object has a successor, and nothing is made from the object any more.',
    remedy: 'Create an object of the kind which the message names, and move the data.',
  },
  ModeConflict: {
    meaning: 'A field has no place in the mode that the object runs in.',
    remedy: 'Remove one of the two settings which the message names.',
  },
  RemoteWriteMissing: {
    meaning: 'An agent has nowhere to send its data.',
    remedy: 'Add an entry with a URL to spec.remoteWrite.',
  },
  StorageNodeDuplicate: {
    meaning: 'Queries would reach a storage node twice and count its data twice.',
    remedy: 'Name each address once, in extraArgs.storageNode and extraStorageNodes together.',
  },
  StorageScaleDown: {
    meaning: 'Autoscaling would remove storage nodes, and with them the data that they hold.',
    remedy: 'Remove behaviour.scaleDown; storage nodes are only ever added.',
  },
  ZoneInvalid: {
    meaning: 'The zones of a distributed object contradict each other or are incomplete.',
    remedy: 'Correct the field which the message names, in the zone or in zoneCommon.',
  },
} as const;
