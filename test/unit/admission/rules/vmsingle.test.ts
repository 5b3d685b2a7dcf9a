import { describe, expect, it } from 'vitest';
import { validateVMServiceScrape } from '../../../../hooks/admission/rules/vmservicescrape.ts';
import { validateVMSingle } from '../../../../hooks/admission/rules/vmsingle.ts';
import { parseObject } from '../../../../hooks/api/parse.ts';
import { vmservicescrapeApi } from '../../../../hooks/api/vmservicescrape.ts';
import { aVMSingle, someSettings } from '../../../fixtures/builders.ts';

const license = { key: 'k' };
const storage = (size: string, storageClassName?: string) => ({
  storage: {
    resources: { requests: { storage: size } },
    ...(storageClassName === undefined ? {} : { storageClassName }),
  },
});
const thin = (periods: object[], rest: object = {}) => ({ license, downsampling: { rules: [{ periods }], ...rest } });

describe('denied', () => {
  it.each([
    {
      spec: { vmBackup: {}, license: { key: 'k', reloadInterval: '1h' } },
      message: 'reloadInterval can be specified only with keyRef',
    },
    { spec: { downsampling: {} }, message: 'license key is required for downsampling' },
    {
      spec: { retentionFilters: [{ filter: '{a="b"}', retention: '1d' }] },
      message: 'license key is required for retentionFilters',
    },
    { spec: thin([]), message: 'downsampling.rules[0]: periods must not be empty' },
    {
      spec: thin([{ offset: '', interval: '1h' }]),
      message: 'downsampling.rules[0]: periods[0]: offset must not be empty',
    },
    {
      spec: thin([{ offset: '1d', interval: 'x' }]),
      message: 'downsampling.rules[0]: periods[0]: invalid interval "x"',
    },
    { spec: thin([{ offset: '1d', interval: '0s' }]), message: 'periods[0]: interval must be greater than 0' },
    {
      spec: thin([{ offset: '1d', interval: '1h' }], { dedupInterval: '7s' }),
      message: 'interval "1h" must be a multiple of dedupInterval "7s"',
    },
    {
      spec: { license, retentionFilters: [{ filter: 'sum(x)', retention: '1d' }] },
      message: 'retentionFilters[0]: invalid filter "sum(x)"',
    },
    { spec: { scrapeClasses: [{ name: 'a' }, { name: 'a' }] }, message: 'duplicated scrapeClass="a"' },
    {
      spec: { scrapeClasses: [{ name: 'a', tlsConfig: { caFile: '/x', ca: { secret: { name: 's', key: 'k' } } } }] },
      message: 'incorrect tlsConfig for scrapeClass="a": tls config can not both specify CAFile and CA',
    },
    {
      spec: { scrapeClasses: [{ name: 'a', oauth2: { client_id: {}, token_url: 'u' } }] },
      message: 'incorrect oauth2 for scrapeClass="a": client_id field must be set',
    },
    {
      spec: {
        storageDataPath: '/x',
        volumes: [{ name: 'v' }],
        volumeMounts: [{ name: 'v', mountPath: '/x' }],
        license,
        vmBackup: {},
      },
      message: 'spec.volumes must have at least 1 value with `name: data`',
    },
    {
      spec: { vpa: { updatePolicy: { updateMode: 'Off' } } },
      message: 'VPA must have resourcePolicy.containerPolicies',
    },
    { spec: { port: '80a' }, message: '"80a" is no port' },
    { spec: storage('1Gi'), old: storage('2Gi'), message: 'storage cannot shrink from 2Gi to 1Gi' },
    { spec: storage('1Gi', 'b'), old: storage('1Gi', 'a'), message: 'cannot change from "a" to "b"' },
  ])('$message', ({ spec, old, message }) => {
    const before = old === undefined ? undefined : aVMSingle({ spec: old });
    const { issues } = validateVMSingle(aVMSingle({ spec }), someSettings(), before);
    expect(issues.map((issue) => issue.message).join('\n')).toContain(message);
    const metadata = { annotations: { 'operator.victoriametrics.com/skip-validation': 'true' } };
    expect(validateVMSingle(aVMSingle({ spec, metadata }), someSettings(), before)).toEqual({
      issues: [],
      warnings: [],
    });
  });
});

describe('warned of', () => {
  it.each([
    { name: 'accepted EULA', spec: { vmBackup: { acceptEULA: true } }, reason: 'DeprecatedField' },
    { name: 'old field', spec: { configReloaderImageTag: 'a:b' }, reason: 'DeprecatedField' },
    { name: 'regex', spec: { inlineRelabelConfig: [{ regex: '(?!a)' }] }, reason: 'InvalidRegex' },
    { name: 'one regex of a list', spec: { inlineRelabelConfig: [{ regex: ['a', '('] }] }, reason: 'InvalidRegex' },
    {
      name: 'duration',
      spec: { streamAggrConfig: { rules: [{ interval: '5x', outputs: ['last'] }] } },
      reason: 'InvalidDuration',
    },
    {
      name: 'foreign volume over the data',
      spec: { volumeMounts: [{ name: 'v', mountPath: '/victoria-metrics-data' }] },
      reason: 'StorageMountConflict',
    },
    {
      name: 'patch without meaning',
      spec: { containers: [{ name: 'vmsingle', ports: [{ name: 'keyless' }] }] },
      reason: 'ContainerPatchInvalid',
    },
    { name: 'storage without size', spec: { storage: {} }, reason: 'StorageRequestMissing' },
    {
      name: 'autoscaler without API',
      spec: { vpa: { updatePolicy: { updateMode: 'Off' }, resourcePolicy: { containerPolicies: [{}] } } },
      reason: 'VpaApiDisabled',
    },
    {
      name: 'ids on OpenShift',
      spec: { securityContext: { runAsUser: 1 } },
      settings: { openshift: true },
      reason: 'OpenShiftFixedIds',
    },
  ])('$name', ({ spec, settings, reason }) => {
    const { issues, warnings } = validateVMSingle(aVMSingle({ spec }), someSettings(settings));
    expect(issues).toEqual([]);
    expect(warnings.map((warning) => warning.reason)).toContain(reason);
  });
  it('not when all is well', () => {
    expect(
      validateVMSingle(
        aVMSingle({ spec: storage('2Gi', 'a') }),
        someSettings(),
        aVMSingle({ spec: storage('1Gi', 'a') }),
      ),
    ).toEqual({ issues: [], warnings: [] });
  });
});

describe('a name that no Service can have', () => {
  it.each([
    { name: 'n'.repeat(54), warned: false },
    { name: 'n'.repeat(55), warned: true },
    { name: 'a.b', warned: true },
  ])('$name: $warned', ({ name, warned }) => {
    const { issues, warnings } = validateVMSingle(aVMSingle({ metadata: { name } }), someSettings());
    expect(issues).toEqual([]);
    expect(warnings.map(({ path, reason }) => ({ path, reason }))).toEqual(
      warned ? [{ path: 'metadata.name', reason: 'InvalidName' }] : [],
    );
  });
});

describe('VMServiceScrape selectors', () => {
  it.each([
    { expression: { key: 'k', operator: 'In' }, message: "values set can't be empty" },
    { expression: { key: 'k', operator: 'Exists', values: ['x'] }, message: 'must be empty for exists' },
    { expression: { key: 'a b', operator: 'Exists' }, message: 'name part must consist of' },
    { expression: { key: 'k', operator: 'In', values: ['ok', 'no!'] }, message: 'a valid label must consist of' },
  ])('$message', ({ expression, message }) => {
    const parsed = parseObject(vmservicescrapeApi, {
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMServiceScrape',
      metadata: { name: 'x', namespace: 'demo' },
      spec: { selector: { matchExpressions: [expression] }, endpoints: [] },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(validateVMServiceScrape(parsed.value).issues[0]?.message).toContain(message);
  });
});
