import type { ReferenceBundle } from '../../api/reference-bundle.ts';
import type { Settings } from '../../api/settings.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import type { SyncInput, SyncOutput } from '../../metacontroller/contract.ts';
import { withCommonMetadata } from '../../objects/metadata.ts';
import { dateConditions, type Fact } from '../conditions.ts';
import { internalLabels } from '../internal-kind.ts';
import { bundleOfLabel } from './label.ts';
import { lookUp } from './look-up.ts';
import { type Answer, encodePayload, fitAnswers, payloadKey } from './payload.ts';
import { whyRefused } from './signed-list.ts';

/** Resolves a bundle into one Secret of its own name. A list that vmop did not sign, or whose owner does not control it, gets no Secret. */
export function syncReferenceBundle({ parent, related, settings, now }: SyncInput<ReferenceBundle>): SyncOutput {
  const report = (updateStatus: 'operational' | 'failed', fact: Omit<Fact, 'type'>) => ({
    updateStatus,
    observedGeneration: parent.metadata.generation ?? 0,
    conditions: dateConditions([{ type: 'Resolved', ...fact }], parent, now),
  });
  const refusal = whyRefused(parent, settings.hmacKeys);
  if (refusal !== null) {
    return {
      children: [],
      status: report('failed', { status: 'False', reason: 'ReferenceBundleRefused', message: refusal }),
    };
  }
  const answers = fitAnswers(
    parent.spec.references.map((reference) => ({ reference, resolution: lookUp(reference, related) })),
  );
  return { children: [buildSecret(parent, answers, settings)], status: report('operational', judge(answers)) };
}

/** Names what is missing, never a value. */
function judge(answers: readonly Answer[]): Omit<Fact, 'type'> {
  const missing = answers.flatMap(({ resolution }) => (resolution.state === 'missing' ? [resolution.message] : []));
  if (missing.length === 0) {
    return { status: 'True', reason: 'ReferencesResolved', message: `all ${answers.length} references are resolved` };
  }
  const message = `${missing.length} of ${answers.length} references are missing: ${missing.join('; ')}`;
  return { status: 'False', reason: 'ReferenceNotFound', message };
}

function buildSecret(
  bundle: ReferenceBundle,
  answers: readonly Answer[],
  settings: Settings,
): KubeObject & { readonly data: StringMap } {
  const { name, namespace } = bundle.metadata;
  const labels = { ...internalLabels, [bundleOfLabel]: bundle.spec.owner.uid };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: withCommonMetadata({ name, namespace, labels }, settings),
    data: { [payloadKey]: Buffer.from(encodePayload(answers), 'utf8').toString('base64') },
  };
}
