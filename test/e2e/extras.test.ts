import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseObject } from '../../hooks/api/parse.ts';
import { defaultSettings } from '../../hooks/api/settings-table.ts';
import { vmsingleApi } from '../../hooks/api/vmsingle.ts';
import { drive } from '../../hooks/driver/drive.ts';
import { callInProcess } from '../../hooks/driver/in-process.ts';
import { namespaceDecorator } from '../../hooks/driver/namespace-decorator.ts';
import { asleepCluster } from '../../hooks/driver/simulate.ts';
import { buildVMSingle } from '../../hooks/kinds/vmsingle/build.ts';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { normaliseLists } from '../../hooks/metacontroller/normalise.ts';
import { refusalIssues } from '../../hooks/metacontroller/refusal.ts';
import { allKinds } from '../../hooks/registry.ts';
import { relatedOf } from '../fixtures/builders.ts';
import { ApiError } from '../harness/api-error.ts';
import { objectsAt } from '../harness/fields.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { someExtras } from './some-extras.ts';

const isLong = process.env['VMOP_LONG'] !== undefined;
const now = '2026-01-01T00:00:00Z';
let cluster: SharedCluster;

/** What the hooks make of a VMSingle: the children and claims of their last answers, and the status. */
interface Outcome {
  readonly children: readonly KubeObject[];
  readonly claims: readonly KubeObject[];
  readonly status: unknown;
}

function outcomeOf(cr: KubeObject): Outcome {
  const answers: JsonObject[] = [];
  const callHook = callInProcess(allKinds, defaultSettings, now);
  const { objects } = drive([cr], {
    registry: allKinds,
    settings: defaultSettings,
    now,
    decorator: namespaceDecorator(allKinds),
    cluster: asleepCluster,
    callHook: (call) => {
      const answer = callHook(call);
      if (call.hook === 'sync' && isJsonObject(answer)) answers.push(answer);
      return answer;
    },
  });
  const last = (field: string): readonly KubeObject[] => {
    const list: readonly unknown[] = objectsAt(
      answers.findLast((answer) => Object.hasOwn(answer, field)),
      field,
    );
    return list.filter(isKubeObject);
  };
  const live = objects.find(({ kind, metadata }) => kind === cr.kind && metadata.name === cr.metadata.name);
  return { children: last('children'), claims: last('attachments'), status: live?.status };
}

/** The children as they are built, before anything is held back; without those that have no unambiguous form. */
function builtFrom(cr: KubeObject): readonly KubeObject[] {
  const parsed = parseObject(vmsingleApi, cr);
  if (!parsed.ok) return [];
  const input = { parent: parsed.value, children: {}, related: relatedOf(), settings: defaultSettings };
  const normal = buildVMSingle(input).phases.flatMap(({ children }) => children.map(normaliseLists));
  return normal.flatMap(({ object, issues }) => (issues.length === 0 ? [object] : []));
}

/** Why the API server would refuse an object, or null. A dry run: nothing is stored. */
async function refusal(object: KubeObject, how: 'apply' | 'create' = 'apply'): Promise<string | null> {
  try {
    if (how === 'create') await cluster.client.create(object, { dryRun: true });
    else await cluster.client.apply(object, { fieldManager: 'vmop', dryRun: true, fieldValidation: 'Strict' });
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.detail;
  }
}

describe.skipIf(isControlPlaneMissing())('extras of a VMSingle', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
  });
  afterAll(() => cluster?.leave());

  it('are accepted by the API server, or vmop says itself what is wrong, and is right', async () => {
    const namespace = await cluster.namespace('extras');
    const run = async (bare: KubeObject) => {
      const cr = { ...bare, metadata: { ...bare.metadata, namespace } };
      // What the API server does not take from a user is no case.
      fc.pre((await refusal(cr, 'create')) === null);
      const { children, claims, status } = outcomeOf(cr);
      for (const child of children) expect(await refusal(child), objectKey(child)).toBeNull();
      const reasons = objectsAt(status, 'conditions').map(({ reason }) => reason);
      for (const claim of claims)
        if ((await refusal(claim)) !== null)
          expect(reasons).toEqual(expect.arrayContaining([expect.stringMatching(/^Invalid(Name|Label)$/)]));
      // The other direction: nothing is held back which the API server would take.
      for (const child of builtFrom(cr)) {
        const [issue] = refusalIssues(child);
        if (issue !== undefined) expect(await refusal(child), issue.message).not.toBeNull();
      }
    };
    await fc.assert(fc.asyncProperty(someExtras, run), isLong ? { numRuns: 1500 } : { numRuns: 30, seed: 11 });
  });
});
