import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VLAgent, VLAgentSpec } from '../../api/vlagent.ts';
import { parseGoUrl } from '../../lib/go-url.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { isByteSize } from './byte-size.ts';
import { needsRemoteWrite } from './needs-remote-write.ts';
import { buildsContainers } from './pod.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { syslogWarnings } from './syslog.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

const claimPath = 'spec.storage.volumeClaimTemplate.spec';

type Target = VLAgentSpec['remoteWrite'][number];

/** Rules for a VLAgent, on one object and, with `old`, on a change. Source: reference D3 */
export function validateVLAgent(cr: VLAgent, settings: Settings, old?: VLAgent): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const [claim, oldClaim] = [claimOf(spec), claimOf(old?.spec)];
  return {
    issues: collect([
      namesServiceApart(spec, singleIdentity('vlagent', cr).name),
      needsRemoteWrite(spec.remoteWrite),
      spec.remoteWrite.flatMap(targetIssues),
      isByteSize(spec.remoteWriteSettings?.maxBlockSize, 'spec.remoteWriteSettings.maxBlockSize'),
      isByteSize(spec.remoteWriteSettings?.maxDiskUsagePerURL, 'spec.remoteWriteSettings.maxDiskUsagePerURL'),
      writesExtraFields(cr),
      scalesOnlyWithoutCollector(cr),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues({ port: spec.port }, 'spec'),
      keepsStorageSize(claim, oldClaim, claimPath),
      keepsStorageClass(claim, oldClaim, claimPath),
    ]),
    warnings: collect([
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      buildsContainers(spec.containers, ['vlagent']),
      syslogWarnings(spec.syslogSpec, 'spec.syslogSpec'),
    ]),
  };
}

function claimOf(spec: VLAgentSpec | undefined) {
  return spec?.storage?.volumeClaimTemplate?.spec;
}

const writesExtraFields: Rule<VLAgent> = ({ spec }) => {
  const fields = spec.k8sCollector?.extraFields;
  if (!fields || isJsonObjectText(fields)) return null;
  const path = 'spec.k8sCollector.extraFields';
  return {
    path,
    reason: 'InvalidField',
    message: `${path} is not a valid JSON: write an object, such as {"site":"a"}`,
  };
};

const scalesOnlyWithoutCollector: Rule<VLAgent> = ({ spec }) =>
  spec.vpa === undefined || spec.k8sCollector?.enabled !== true
    ? null
    : { path: 'spec.vpa', reason: 'ModeConflict', message: 'vpa cannot be used with k8sCollector mode' };

function targetIssues(target: Target, index: number): readonly Issue[] {
  const path = `spec.remoteWrite[${index}]`;
  const wrongOAuth2 = whyOAuth2Wrong(target);
  const wrongTls = whyTlsWrong(target);
  const at = (field: string, wrong: string): Issue => ({
    path: `${path}.${field}`,
    reason: 'EndpointAuthInvalid',
    message: `remoteWrite.${field} has incorrect syntax at idx: ${index}: ${wrong}`,
  });
  return collect([
    target.url === ''
      ? {
          path: `${path}.url`,
          reason: 'RemoteWriteMissing',
          message: `remoteWrite.url cannot be empty at idx: ${index}`,
        }
      : null,
    wrongOAuth2 === null ? null : at('oauth2', wrongOAuth2),
    wrongTls === null ? null : at('tlsConfig', wrongTls),
    isByteSize(target.maxDiskUsage, `${path}.maxDiskUsage`),
  ]);
}

function whyOAuth2Wrong({ oauth2 }: Target): string | null {
  if (oauth2 === undefined) return null;
  const { clientIDFile, clientIDSecret, clientSecretFile, clientSecret, tokenURL } = oauth2;
  const [ids, secrets] = [count(clientIDFile, clientIDSecret), count(clientSecretFile, clientSecret)];
  if (ids !== 1) return `expect one of clientIDFile or clientIDSecret, got ${ids === 0 ? 'none' : 'both'}`;
  if (secrets !== 1) return `expect one of clientSecretFile or clientSecret, got ${secrets === 0 ? 'none' : 'both'}`;
  const url = parseGoUrl(tokenURL);
  return url.ok ? null : `cannot parse tokenURL: ${url.error}`;
}

function whyTlsWrong({ tlsConfig }: Target): string | null {
  if (tlsConfig === undefined) return null;
  const { caFile, caSecretKeyRef, certFile, certSecretKeyRef, keyFile, keySecretKeyRef } = tlsConfig;
  if (count(caFile, caSecretKeyRef) > 1) return 'expect one of caFile or caSecret, got both';
  if (count(certFile, certSecretKeyRef) > 1) return 'expect one of certFile or certSecret, got both';
  return count(keyFile, keySecretKeyRef) > 1 ? 'expect one of keyFile or keySecret, got both' : null;
}

/** How many of a file and a Secret are given. */
function count(file: string | undefined, secret: object | undefined): number {
  return Number(Boolean(file)) + Number(secret !== undefined);
}

function isJsonObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
