import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { configNamed, type GeneratedConfig } from '../fixtures/scrape-config.ts';
import { aScrape, aVMAgent } from '../fixtures/scrape-objects.ts';
import { eventually, type Patience } from '../harness/eventually.ts';
import { objectsAt, textAt } from '../harness/fields.ts';
import type { SharedCluster } from '../harness/shared-cluster.ts';
import { reaches, type Scene } from './scene.ts';

/** Selectors of an agent that takes everything in its own namespace and nothing elsewhere: tests do not see each other. */
export const ownNamespace: JsonObject = {
  serviceScrapeSelector: {},
  podScrapeSelector: {},
  probeSelector: {},
  nodeScrapeSelector: {},
  staticScrapeSelector: {},
  scrapeConfigSelector: {},
  disableSelfServiceScrape: true,
};

/** Creates a VMAgent `edge` that takes everything in its own namespace, and waits until it is operational; a patch changes its spec. */
export async function anAgent(scene: Scene, namespace: string, spec: JsonObject = {}): Promise<KubeObject> {
  const agent = await scene.client.create(aVMAgent({ ...ownNamespace, ...spec }, { namespace }));
  await reaches(scene, agent, 'operational');
  return agent;
}

/** A VMStaticScrape with one target; a patch adds fields to its endpoint. */
export function aStatic(
  namespace: string,
  name: string,
  endpoint: JsonObject = {},
  metadata: JsonObject = {},
): KubeObject {
  const targetEndpoints = [{ targets: [`${name}:80`], ...endpoint }];
  return aScrape('VMStaticScrape', name, { targetEndpoints }, { namespace, ...metadata });
}

/** The present configuration of the VMAgent `edge` in a namespace, read from its Secrets. */
export async function liveConfig(cluster: SharedCluster, namespace: string): Promise<GeneratedConfig> {
  const secrets = await cluster.client.list({ apiVersion: 'v1', kind: 'Secret', namespace });
  return configNamed(secrets, `${namespace}/vmagent-edge`);
}

/** Names of the jobs in a configuration, without parsing megabytes: a job begins a line at the left edge. */
export function jobNames({ text, overflow }: GeneratedConfig): readonly string[] {
  return [text, ...overflow].flatMap((one) => [...one.matchAll(/^- job_name: (.*)$/gm)].map(([, name = '']) => name));
}

/** Waits until the VMAgent `edge` has exactly these jobs, in this order; gives the configuration. */
export function reachesJobs(
  scene: Scene,
  namespace: string,
  wanted: readonly string[],
  patience: Patience = {},
): Promise<GeneratedConfig> {
  return eventually(async () => {
    const config = await liveConfig(scene, namespace);
    const names = jobNames(config);
    if (names.join('\n') !== wanted.join('\n'))
      throw new Error(`jobs should be ${wanted.join(', ')}, are ${names.join(', ')}`);
    return config;
  }, patience);
}

/** The condition by which a VMAgent of a namespace speaks of a scrape object, or undefined. */
export function verdict(
  object: KubeObject,
  what: 'Applied' | 'Selected',
  agent: { readonly name: string; readonly namespace: string },
): JsonObject | undefined {
  const type = `${agent.name}.${agent.namespace}.vmagent.victoriametrics.com/${what}`;
  return objectsAt(object.status, 'conditions').find((condition) => condition['type'] === type);
}

/** Waits until the VMAgent `edge` says this of a scrape object in its namespace; gives the object. */
export function reachesVerdict(
  scene: Scene,
  object: KubeObject,
  status: 'True' | 'False',
  patience: Patience = {},
): Promise<KubeObject> {
  return eventually(async () => {
    const live = await scene.client.get(object);
    const { namespace = '' } = live.metadata;
    const said = verdict(live, 'Applied', { name: 'edge', namespace });
    if (textAt(said, 'status') !== status) {
      throw new Error(`${live.metadata.name} should be applied: ${status}, says ${JSON.stringify(live.status)}`);
    }
    return live;
  }, patience);
}

/** Creates objects, several at a time. */
export async function createAll(cluster: SharedCluster, objects: readonly KubeObject[], atOnce = 24): Promise<void> {
  const left = objects.toReversed();
  const worker = async () => {
    for (let object = left.pop(); object !== undefined; object = left.pop()) await cluster.client.create(object);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Basic auth of an endpoint whose user and password lie in a Secret. */
export function basicAuth(name: string): JsonObject {
  return { username: { name, key: 'user' }, password: { name, key: 'password' } };
}
