import { eventually } from '../harness/eventually.ts';
import { someTemplate } from './action-scene.ts';
import { childrenOf, release } from './agent-life.ts';
import { reaches, type Scene } from './scene.ts';

const verticalOff = {
  updatePolicy: { updateMode: 'Off' },
  resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' }] },
};
const part = {
  replicaCount: 1,
  podDisruptionBudget: { maxUnavailable: 1 },
  networkPolicy: { ingress: [{}] },
  serviceSpec: { spec: { type: 'ClusterIP' } },
  hpa: { maxReplicas: 2, metrics: [] },
  vpa: verticalOff,
};

/** What a VMCluster is made to be, one after the other; each is a patch of the one before. */
const specs: readonly object[] = [
  {
    requestsLoadBalancer: { enabled: true, spec: { podDisruptionBudget: { maxUnavailable: 1 } } },
    vmstorage: { ...part, storage: someTemplate('1Gi') },
    vmselect: part,
    vminsert: part,
  },
  { requestsLoadBalancer: null, vmselect: { hpa: null, vpa: null, networkPolicy: null } },
  { vminsert: null, serviceAccountName: 'default', vmstorage: { serviceSpec: null, disableSelfServiceScrape: true } },
];

/** A VMCluster with all that its parts may have, from its creation to its end. */
export async function lifeOfCluster(scene: Scene): Promise<void> {
  const { client } = scene;
  const cluster = await client.create({
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMCluster',
    metadata: { name: 'shop', namespace: await scene.namespace('rbac-cluster') },
    spec: specs[0],
  });
  const released = new Set<string>();
  for (const [stage, spec] of specs.entries()) {
    if (stage > 0) await client.patch(cluster, { spec });
    await reaches(scene, cluster, 'operational');
    for (const object of (await childrenOf(scene, cluster)).filter(({ kind }) => !released.has(kind))) {
      await release(scene, object, cluster.metadata.uid);
      released.add(object.kind);
    }
    await reaches(scene, cluster, 'operational');
  }
  await eventually(async () => {
    const left = (await childrenOf(scene, cluster)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const gone = left.filter((name) => /vminsert|lb-shop|internal|ServiceAccount/.test(name));
    if (gone.length > 0) throw new Error(`still there: ${gone.join(', ')}`);
  });
  await client.delete(cluster);
}
