import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { installNames } from '../lib/install-names.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { type Cluster, connect } from './cluster.ts';
import { caBundleOf, selfSigned } from './init/certificate.ts';
import { initialSecrets } from './init/secrets.ts';
import type { CliIo } from './io.ts';
import { collectionPath } from './takeover/paths.ts';

interface InitOptions {
  readonly namespace: string;
  readonly dryRun?: boolean;
  readonly kubeconfig?: string;
  readonly context?: string;
}

const help = `
Creates, once and never overwriting, the Secrets that vmop's manifests only refer to:
  ${installNames.tokenSecret}     bearer token between Metacontroller and the hooks
  ${installNames.hmacSecret}       HMAC keys, one a line: the first signs, all verify
  ${installNames.admissionTlsSecret}   self-signed certificate of the admission service
Pods wait for them. If the webhook configuration is installed and has no CA yet, it gets the certificate's.
Values are never printed. Run it again at any time: what exists stays as it is.

Exit codes: 0 done; 2 no cluster or no permission.`;

/** Adds `vmop init` to the program; `done` gets the exit code. */
export function addInit(program: Command, io: Pick<CliIo, 'stdout'>, done: (code: number) => void): void {
  program
    .command('init')
    .description('create the Secrets which the manifests refer to')
    .option('-n, --namespace <name>', 'namespace of vmop', installNames.namespace)
    .option('--dry-run', 'only say what would be created')
    .option('--kubeconfig <file>', 'kubeconfig file')
    .option('--context <name>', 'context in the kubeconfig')
    .addHelpText('after', help)
    .action(async (options: InitOptions) => {
      const cluster = await connect(options);
      await initialise(cluster, options, (text) => void io.stdout.write(`${text}\n`));
      done(0);
    });
}

/** Creates what is missing. Throws ClusterError when the server refuses. */
async function initialise(
  cluster: Cluster,
  { namespace, dryRun = false }: InitOptions,
  say: (text: string) => void,
): Promise<void> {
  const would = dryRun ? 'would be ' : '';
  await ensure(
    cluster,
    collectionPath('v1', 'namespaces'),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    dryRun,
    say,
  );
  const certificate = await selfSigned(installNames.admissionService, namespace, new Date());
  const secrets = initialSecrets(
    namespace,
    randomBytes(32).toString('hex'),
    randomBytes(32).toString('hex'),
    certificate,
  );
  const path = collectionPath('v1', 'secrets', namespace);
  for (const secret of secrets) await ensure(cluster, path, secret, dryRun, say);

  const tls = await cluster.get(`${path}/${installNames.admissionTlsSecret}`);
  const bundle = tls === undefined ? undefined : caBundleOf(tls);
  if (bundle === undefined) return;
  const configurationPath = `${collectionPath('admissionregistration.k8s.io/v1', 'validatingwebhookconfigurations')}/${installNames.webhookConfiguration}`;
  const configuration = await cluster.get(configurationPath);
  const patch = configuration === undefined ? [] : caPatch(configuration, bundle);
  if (patch.length === 0) return;
  await cluster.patch(configurationPath, 'application/json-patch+json', patch, { dryRun });
  say(`ValidatingWebhookConfiguration ${installNames.webhookConfiguration} ${would}given the certificate's CA`);
}

async function ensure(
  cluster: Cluster,
  path: string,
  object: KubeObject,
  dryRun: boolean,
  say: (text: string) => void,
): Promise<void> {
  if ((await cluster.get(`${path}/${object.metadata.name}`)) !== undefined) {
    say(`${objectKey(object)} exists, kept as it is`);
    return;
  }
  // Not sent as a server-side dry run: the Namespace of a first dry run does not exist either.
  if (!dryRun) await cluster.create(path, object);
  say(`${objectKey(object)} ${dryRun ? 'would be ' : ''}created`);
}

/** JSON patch that fills in missing CAs; one that is set, by cert-manager or by hand, stays. */
function caPatch(configuration: KubeObject, bundle: string): readonly { op: 'add'; path: string; value: string }[] {
  const webhooks = 'webhooks' in configuration && Array.isArray(configuration.webhooks) ? configuration.webhooks : [];
  return webhooks.flatMap((webhook: unknown, index) => {
    const client = isJsonObject(webhook) && isJsonObject(webhook['clientConfig']) ? webhook['clientConfig'] : {};
    return client['caBundle'] === undefined || client['caBundle'] === ''
      ? [{ op: 'add' as const, path: `/webhooks/${index}/clientConfig/caBundle`, value: bundle }]
      : [];
  });
}
