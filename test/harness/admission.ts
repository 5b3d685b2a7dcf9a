import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWebhookConfiguration } from '../../hooks/generate/admission-webhook.ts';
import { admissionPath } from '../../hooks/generate/installation.ts';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { registry } from '../../hooks/registry.ts';
import { createServerCertificate } from './certificates.ts';
import type { KubeClient } from './client.ts';
import type { ControlPlaneAccess } from './control-plane.ts';
import { objectsAt } from './fields.ts';
import { HooksService } from './hooks-service.ts';

/** The admission service, called by the real API server. */
export interface Admission {
  readonly service: HooksService;
  /** Removes the webhook and ends the service. */
  stop(): Promise<void>;
}

/**
 * Starts the admission service and registers it as our manifests do, with two differences: the address is on loopback, and a
 * failing webhook refuses (failurePolicy Fail), so that a test cannot pass without having been served.
 */
export async function startAdmission(access: ControlPlaneAccess, client: KubeClient): Promise<Admission> {
  const folder = await mkdtemp(join(access.folder, 'admission-'));
  const certificate = await createServerCertificate(folder, 'admission');
  const env = { VMOP_ADMISSION_TLS_CERT_FILE: certificate.certFile, VMOP_ADMISSION_TLS_KEY_FILE: certificate.keyFile };
  const service = await HooksService.start({
    folder,
    name: 'admission',
    only: 'admission',
    env,
    bundle: access.bundle,
  });
  const url = `https://127.0.0.1:${service.port}${admissionPath}`;
  const configuration = localConfiguration(url, certificate.ca);
  await client.apply(configuration, { fieldManager: 'install' });
  return {
    service,
    stop: async () => {
      await client.delete(configuration);
      await service.kill();
    },
  };
}

function localConfiguration(url: string, ca: string): KubeObject {
  const configuration = buildWebhookConfiguration(registry);
  if (!isKubeObject(configuration)) throw new Error('the generated webhook configuration is no Kubernetes object');
  const caBundle = Buffer.from(ca).toString('base64');
  const webhooks = objectsAt(configuration, 'webhooks').map((webhook) => ({
    ...webhook,
    failurePolicy: 'Fail',
    clientConfig: { url, caBundle },
  }));
  const local = { ...configuration, webhooks };
  return local;
}
