import { describe, expect, it } from 'vitest';
import { checkAnomalyParts } from '../../../../hooks/config/anomaly/check-parts.ts';
import { findAnomalyConfigMistakes } from '../../../../hooks/config/anomaly/raw-config.ts';
import { findKind } from '../../../../hooks/registry.ts';
import { someSettings } from '../../../fixtures/builders.ts';

const model = (patch: object) => ({ models: { m: { class: 'zscore', ...patch } } });
const auto = (params: object) =>
  model({ class: 'auto', tuned_class_name: 'zscore', optimization_params: { anomaly_percentage: 0.1, ...params } });
const scheduler = (patch: object) => ({ schedulers: { s: patch } });
const prefix = (message: string) => `failed to validate model="m": ${message}`;

describe('models and schedulers are refused', () => {
  it.each([
    { parts: model({ decay: 1.5 }), why: prefix('decay must be in range (0, 1], got 1.500000') },
    {
      parts: model({ class: 'mad_online', history_strength: 0 }),
      why: prefix('history_strength must be greater than 0, got 0.000000'),
    },
    { parts: model({ decay: '1' }), why: prefix('decay must be a number, got string') },
    {
      parts: model({ class: 'model.online.OnlineZscoreModel', decay: -1 }),
      why: prefix('decay must be in range (0, 1], got -1.000000'),
    },
    { parts: model({ class: 'auto' }), why: prefix('tuned_class_name is required') },
    {
      parts: auto({ anomaly_percentage: 0.5 }),
      why: prefix('anomaly_percentage must be in range [0, 0.5), got 0.500000'),
    },
    { parts: auto({ anomaly_percentage: undefined }), why: prefix('anomaly_percentage is required') },
    { parts: auto({ n_jobs: 0 }), why: prefix('n_jobs must be -1 or positive, got 0.000000') },
    { parts: auto({ validation_scheme: 'strict' }), why: prefix('validation_scheme must be regular or leaky') },
    {
      parts: auto({ frozen_params: { class: 'x' } }),
      why: prefix('frozen_params must not contain class or class_name'),
    },
    {
      parts: model({ class: 'temporal_envelope', alpha: 0 }),
      why: prefix('alpha must be in range (0, 1], got 0.000000'),
    },
    {
      parts: model({ class: 'temporal_envelope', quantiles: [0.9, 0.1] }),
      why: prefix('quantiles must be two ascending numbers in range [0, 1]'),
    },
    { parts: model({ class: 'holtwinters', seasonality: true }), why: 'duration must be a string, got bool' },
    { parts: { models: { m: null } }, why: 'model="m" is nil' },
    { parts: { models: [] }, why: 'spec.models must be an object' },
    { parts: { schedulers: { s: null } }, why: 'scheduler="s" is nil' },
    { parts: scheduler({ class: 'cron' }), why: 'anomaly scheduler class="cron" is not supported' },
    { parts: scheduler({ class: 'periodic', fit_every: 1.5 }), why: 'duration must be a string, got float64' },
    {
      parts: scheduler({ class: 'periodic', fit_every: '1 hour' }),
      why: 'failed to validate scheduler="s": fit_every: ',
    },
    {
      parts: scheduler({ class: 'oneoff', infer_start_s: 1 }),
      why: 'failed to validate scheduler="s": either "infer_end_iso" or "infer_end_s" is required',
    },
    {
      parts: scheduler({ class: 'backtesting', from_iso: '2026-01-02T00:00:00Z', to_s: 0, n_jobs: 1 }),
      why: 'failed to validate scheduler="s": "from_*" should be smaller than "to_*"',
    },
    {
      parts: scheduler({ class: 'scheduler.backtesting.BacktestingScheduler', from_s: 0, to_s: 1, n_jobs: -1 }),
      why: 'failed to validate scheduler="s": n_jobs must be at least 0, got -1.000000',
    },
    { parts: { queries: { q: { expr: 'a', step: 10 } } }, why: 'duration must be a string, got int' },
  ])('$why', ({ parts, why }) => {
    const { issues } = checkAnomalyParts(parts, 'spec');
    expect(issues.map(({ message }) => message)).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    model({ class: 'zscore_online', decay: 1, history_strength: 0.1, ttl: '1d' }),
    model({ class: 'model.newest.Model' }),
    auto({ n_jobs: -1, n_trials: 10, validation_scheme: 'leaky' }),
    scheduler({
      class: 'oneoff',
      infer_start_iso: '2026-01-01T00:00:00Z',
      infer_end_iso: '2026-01-01T01:00:00+00:30',
      fit_start_s: 1,
      fit_end_s: 2,
    }),
    {},
  ])('but not %o', (parts) => {
    expect(checkAnomalyParts(parts, 'spec')).toEqual({ issues: [], warnings: [] });
  });

  it('references that lead nowhere are warned of', () => {
    const parts = { ...model({ queries: ['q', 'gone'], schedulers: ['s'] }), queries: { q: { expr: 'a' } } };
    expect(checkAnomalyParts(parts, 'spec')).toEqual({
      issues: [],
      warnings: [
        {
          path: 'spec.models.m.queries',
          reason: 'AnomalyConfigInvalid',
          message: 'models.m.queries contains "gone", which is not listed in reader.queries',
        },
        {
          path: 'spec.models.m.schedulers',
          reason: 'AnomalyConfigInvalid',
          message: 'models.m.schedulers contains "s", which is not listed in schedulers',
        },
      ],
    });
  });
});

describe('configRawYaml of a VMAnomaly', () => {
  const whole =
    'reader: {queries: {q: {expr: a}}}\nmodels: {m: {class: std, queries: [q], schedulers: [s]}}\nschedulers: {s: {class: periodic}}';
  it.each([
    { text: whole, found: [] },
    { text: 'preset: UI', found: [] },
    { text: 'models: [', found: ['the configuration is no YAML'] },
    { text: 'just text', found: ['the configuration must be an object'] },
    { text: `${whole}\nreaders: {}`, found: ['no section "readers"'] },
    {
      text: 'reader: {queries: {}}',
      found: ['reader.queries must be provided', 'at least one entry in models', 'at least one entry in schedulers'],
    },
    { text: whole.replace('std', 'Std'), found: ['model class="Std" is not supported'] },
    { text: whole.replace('[s]', '[t]'), found: ['models.m.schedulers contains "t"'] },
  ])('$text', ({ text, found }) => {
    const messages = findAnomalyConfigMistakes(text, false).map(({ message }) => message);
    expect(messages).toEqual(found.map((part) => expect.stringContaining(part)));
  });

  it('may leave models to VMAnomalyConfig objects', () => {
    expect(findAnomalyConfigMistakes('reader: {queries: {q: {expr: a}}}', true)).toEqual([]);
  });
});

describe('VMAnomaly', () => {
  const connections = {
    reader: { datasourceURL: 'http://r:1', samplingPeriod: '1m' },
    writer: { datasourceURL: 'http://w:1' },
    configSecret: { name: 's', key: 'k' },
  };
  it.each([
    { spec: connections, issues: ['LicenseMissing'], warnings: [] },
    { spec: { ...connections, license: { key: 'k' } }, issues: [], warnings: [] },
    {
      spec: { ...connections, license: { key: 'k', keyRef: { name: 's', key: 'k' } } },
      issues: ['LicenseInvalid'],
      warnings: [],
    },
    {
      spec: { ...connections, license: { key: 'k' }, configSecret: undefined },
      issues: [],
      warnings: ['AnomalyConfigMissing'],
    },
    {
      spec: { ...connections, license: { key: 'k' }, reader: { datasourceURL: 'r', samplingPeriod: 'x' } },
      issues: [],
      warnings: ['InvalidUrl', 'InvalidDuration'],
    },
    {
      spec: {
        ...connections,
        license: { key: 'k' },
        writer: { datasourceURL: 'http://w', metricFormat: { __name__: '$VAR', for: 'x' } },
      },
      issues: [],
      warnings: ['AnomalyConfigInvalid'],
    },
  ])('$issues $warnings', ({ spec, issues, warnings }) => {
    const kind = findKind('VMAnomaly');
    const parsed = kind?.parse({
      apiVersion: 'operator.victoriametrics.com/v1',
      kind: 'VMAnomaly',
      metadata: { name: 'a', namespace: 'demo' },
      spec: JSON.parse(JSON.stringify(spec)),
    });
    if (kind === undefined || !parsed?.ok) throw new Error('does not parse');
    const verdict = kind.validate(parsed.value, someSettings());
    expect(verdict.issues.map(({ reason }) => reason)).toEqual(issues);
    expect(verdict.warnings.map(({ reason }) => reason)).toEqual(warnings);
  });
});
