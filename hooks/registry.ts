import { validateVLAgent } from './admission/rules/vlagent.ts';
import { validateVLCluster } from './admission/rules/vlcluster.ts';
import { validateVLDistributed } from './admission/rules/vldistributed.ts';
import { validateVLogs } from './admission/rules/vlogs.ts';
import { validateVLSingle } from './admission/rules/vlsingle.ts';
import { validateVMAgent } from './admission/rules/vmagent.ts';
import { validateVMAlert } from './admission/rules/vmalert.ts';
import { validateVMAlertmanager } from './admission/rules/vmalertmanager.ts';
import { validateVMAlertmanagerConfig } from './admission/rules/vmalertmanagerconfig.ts';
import { validateVMAnomaly } from './admission/rules/vmanomaly.ts';
import { validateVMAnomalyConfig } from './admission/rules/vmanomalyconfig.ts';
import { validateVMAuth } from './admission/rules/vmauth.ts';
import { validateVMCluster } from './admission/rules/vmcluster.ts';
import { validateVMDistributed } from './admission/rules/vmdistributed.ts';
import { validateVMNodeScrape } from './admission/rules/vmnodescrape.ts';
import { validateVMPodScrape } from './admission/rules/vmpodscrape.ts';
import { validateVMProbe } from './admission/rules/vmprobe.ts';
import { validateVMRule } from './admission/rules/vmrule.ts';
import { validateVMScrapeConfig } from './admission/rules/vmscrapeconfig.ts';
import { validateVMServiceScrape } from './admission/rules/vmservicescrape.ts';
import { validateVMSingle } from './admission/rules/vmsingle.ts';
import { validateVMStaticScrape } from './admission/rules/vmstaticscrape.ts';
import { validateVMUser } from './admission/rules/vmuser.ts';
import { validateVTCluster } from './admission/rules/vtcluster.ts';
import { validateVTSingle } from './admission/rules/vtsingle.ts';
import { registerInternal } from './kinds/internal-kind.ts';
import type { RegisteredKind } from './kinds/kind.ts';
import { referenceBundle } from './kinds/reference-bundle/index.ts';
import { register } from './kinds/register.ts';
import { selectionCard } from './kinds/selection-card/selection-card.ts';
import { vlagent } from './kinds/vlagent/index.ts';
import { vlcluster } from './kinds/vlcluster/index.ts';
import { vldistributed } from './kinds/vldistributed/index.ts';
import { vlogs } from './kinds/vlogs/index.ts';
import { vlsingle } from './kinds/vlsingle/index.ts';
import { vmagent } from './kinds/vmagent/index.ts';
import { vmalert } from './kinds/vmalert/index.ts';
import { vmalertmanager } from './kinds/vmalertmanager/index.ts';
import { vmalertmanagerconfig } from './kinds/vmalertmanagerconfig/index.ts';
import { vmanomaly } from './kinds/vmanomaly/index.ts';
import { vmanomalyconfig } from './kinds/vmanomalyconfig/index.ts';
import { vmauth } from './kinds/vmauth/index.ts';
import { vmcluster } from './kinds/vmcluster/index.ts';
import { vmdistributed } from './kinds/vmdistributed/index.ts';
import { vmnodescrape } from './kinds/vmnodescrape/index.ts';
import { vmpodscrape } from './kinds/vmpodscrape/index.ts';
import { vmprobe } from './kinds/vmprobe/index.ts';
import { vmrule } from './kinds/vmrule/index.ts';
import { vmscrapeconfig } from './kinds/vmscrapeconfig/index.ts';
import { vmservicescrape } from './kinds/vmservicescrape/index.ts';
import { vmsingle } from './kinds/vmsingle/index.ts';
import { vmstaticscrape } from './kinds/vmstaticscrape/index.ts';
import { vmuser } from './kinds/vmuser/index.ts';
import { vtcluster } from './kinds/vtcluster/index.ts';
import { vtsingle } from './kinds/vtsingle/index.ts';

/** Every kind that users write. CRDs, controllers, routes, RBAC, admission, CLI and docs are generated from this list or looked up in it. */
export const registry: readonly RegisteredKind[] = [
  register({ ...vmsingle, validate: validateVMSingle }),
  register({ ...vmcluster, validate: validateVMCluster }),
  register({ ...vmagent, validate: validateVMAgent }),
  register({ ...vmauth, validate: validateVMAuth }),
  register({ ...vmuser, validate: validateVMUser }),
  register({ ...vmrule, validate: validateVMRule }),
  register({ ...vmservicescrape, validate: validateVMServiceScrape }),
  register({ ...vmstaticscrape, validate: validateVMStaticScrape }),
  register({ ...vmscrapeconfig, validate: validateVMScrapeConfig }),
  register({ ...vmprobe, validate: validateVMProbe }),
  register({ ...vmpodscrape, validate: validateVMPodScrape }),
  register({ ...vmnodescrape, validate: validateVMNodeScrape }),
  register({ ...vlogs, validate: validateVLogs }),
  register({ ...vlsingle, validate: validateVLSingle }),
  register({ ...vlcluster, validate: validateVLCluster }),
  register({ ...vlagent, validate: validateVLAgent }),
  register({ ...vtsingle, validate: validateVTSingle }),
  register({ ...vtcluster, validate: validateVTCluster }),
  register({ ...vmdistributed, validate: validateVMDistributed }),
  register({ ...vldistributed, validate: validateVLDistributed }),
  register({ ...vmalert, validate: validateVMAlert }),
  register({ ...vmalertmanager, validate: validateVMAlertmanager }),
  register({ ...vmalertmanagerconfig, validate: validateVMAlertmanagerConfig }),
  register({ ...vmanomaly, validate: validateVMAnomaly }),
  register({ ...vmanomalyconfig, validate: validateVMAnomalyConfig }),
];

/** Kinds whose objects vmop writes for itself. They have CRDs, controllers, routes and RBAC; no admission rules, examples or pages of their own. */
export const internalKinds: readonly RegisteredKind[] = [
  registerInternal(referenceBundle),
  registerInternal(selectionCard),
];

/** All that an installation needs: what users write, and what vmop writes for itself. */
export const allKinds: readonly RegisteredKind[] = [...registry, ...internalKinds];

/** Finds a kind that users write by its name (`VMSingle`), case as written. */
export function findKind(kind: string): RegisteredKind | undefined {
  return registry.find((entry) => entry.api.kind === kind);
}
