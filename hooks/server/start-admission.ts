import type { AdmissionRequest, AdmissionResponse } from '../admission/envelope.ts';
import { reviewAdmission } from '../admission/review.ts';
import type { TlsFiles } from '../api/server-options.ts';
import { formatAddress } from '../api/variable-parse.ts';
import { callInProcess } from '../driver/in-process.ts';
import { namespaceDecorator } from '../driver/namespace-decorator.ts';
import { isInternal } from '../kinds/internal-kind.ts';
import { assumeJobs } from '../plan/assume-jobs.ts';
import { planWarnings } from '../plan/plan-warnings.ts';
import { buildAdmissionApp } from './admission-app.ts';
import { listenOn } from './listener.ts';
import { closeApp, type Running } from './running.ts';
import type { ServiceContext } from './service-context.ts';
import { named } from './start-hooks.ts';
import { followTls, readTls } from './tls-source.ts';

/** Starts the validating webhook; always HTTPS, because the API server asks for it. Throws as startHooks does. */
export async function startAdmission(context: ServiceContext, files: TlsFiles): Promise<Running> {
  const { options } = context;
  const tls = await named('VMOP_ADMISSION_TLS_CERT_FILE', readTls(files));
  let isStopping = false;
  const review = reviewer(context);
  const registry = context.registry.filter((kind) => !isInternal(kind));
  const app = buildAdmissionApp({ ...context, registry, review, tls, isStopping: () => isStopping });
  const port = await named('VMOP_ADMISSION_LISTEN', listenOn(app, options.admissionListen));
  const certificate = followTls(app, files, tls, context);
  return {
    title: `admission on ${formatAddress({ ...options.admissionListen, port })} (TLS${tls.ca === undefined ? '' : ', client certificate'})`,
    port,
    drain() {
      isStopping = true;
    },
    async close() {
      await closeApp(app);
      certificate.close();
    },
  };
}

/** The judgement of one request, with the plan of the edit made by the real hooks in this process. */
function reviewer({ registry, settings, now }: ServiceContext): (request: AdmissionRequest) => AdmissionResponse {
  const decorator = namespaceDecorator(registry);
  const planned = assumeJobs(settings);
  return (request) => {
    const time = now();
    const callHook = callInProcess(registry, planned, time);
    const plan = planWarnings({ registry, settings: planned, now: time, decorator, callHook });
    return reviewAdmission(request, { registry, settings, plan });
  };
}
