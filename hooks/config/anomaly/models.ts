import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { durations, firstOf, numberWithin, type PartCheck } from './values.ts';

const online = firstOf(
  numberWithin('decay', 'in range (0, 1]', (decay) => decay > 0 && decay <= 1),
  numberWithin('history_strength', 'greater than 0', (strength) => strength > 0),
);

const envelope = firstOf(
  numberWithin('alpha', 'in range (0, 1]', (alpha) => alpha > 0 && alpha <= 1),
  whyQuantilesWrong,
);

const common = durations('ttl');

/** A check per class of models, beyond what all have. Source: https://docs.victoriametrics.com/anomaly-detection/components/models/ */
const checks: Readonly<Record<string, PartCheck>> = {
  auto: whyTuningWrong,
  prophet: common,
  zscore: online,
  zscore_online: online,
  mad: online,
  mad_online: online,
  quantile_online: firstOf(online, durations('seasonal_interval')),
  holtwinters: durations('frequency', 'seasonality'),
  rolling_quantile: common,
  std: common,
  isolation_forest: common,
  isolation_forest_univariate: common,
  isolation_forest_multivariate: common,
  temporal_envelope: envelope,
  temporal_envelope_multivariate: envelope,
};

const longNames: Readonly<Record<string, string>> = {
  'model.auto.AutoTunedModel': 'auto',
  'model.prophet.ProphetModel': 'prophet',
  'model.zscore.ZscoreModel': 'zscore',
  'model.online.OnlineZscoreModel': 'zscore_online',
  'model.mad.MADModel': 'mad',
  'model.online.OnlineMADModel': 'mad_online',
  'model.online.OnlineQuantileModel': 'quantile_online',
  'model.holtwinters.HoltWinters': 'holtwinters',
  'model.rolling_quantile.RollingQuantileModel': 'rolling_quantile',
  'model.std.StdModel': 'std',
  'model.online.StdModel': 'std',
  'model.isolation_forest.IsolationForestModel': 'isolation_forest',
  'model.isolation_forest.IsolationForestMultivariateModel': 'isolation_forest_multivariate',
};

/** What is wrong with a model, or null. A long class name that is not listed is left to vmanomaly, which has grown new ones with each release. */
export function whyModelWrong(name: string, model: JsonObject): string | null {
  const className = String(model['class'] ?? '');
  const check = checks[longNames[className] ?? className] ?? (className.startsWith('model.') ? common : undefined);
  if (check === undefined) return `model class=${JSON.stringify(className)} is not supported`;
  const wrong = firstOf(common, check)(model);
  if (wrong === null || wrong.startsWith('duration must')) return wrong;
  return `failed to validate model=${JSON.stringify(name)}: ${wrong}`;
}

function whyQuantilesWrong(model: JsonObject): string | null {
  const quantiles = model['quantiles'];
  if (quantiles === undefined || quantiles === null) return null;
  const numbers = Array.isArray(quantiles) ? quantiles.filter((value) => typeof value === 'number') : [];
  const [low = 1, high = 0] = numbers;
  const isRange = Array.isArray(quantiles) && quantiles.length === 2 && low >= 0 && high <= 1 && low < high;
  return isRange ? null : 'quantiles must be two ascending numbers in range [0, 1]';
}

const isPositive = (value: number): boolean => value > 0;
const isCount = (value: number): boolean => value >= 1;

const tuning = firstOf(
  ({ anomaly_percentage: share }) => (share === undefined ? 'anomaly_percentage is required' : null),
  numberWithin('anomaly_percentage', 'in range [0, 0.5)', (share) => share >= 0 && share < 0.5),
  numberWithin('n_splits', 'positive', isCount),
  numberWithin('n_trials', 'positive', isCount),
  numberWithin('train_val_ratio', 'greater than 0', isPositive),
  numberWithin('beta', 'at least 0', (beta) => beta >= 0),
  numberWithin('timeout', 'greater than 0', isPositive),
  numberWithin('n_jobs', '-1 or positive', (jobs) => jobs === -1 || jobs >= 1),
  ({ validation_scheme: scheme }) =>
    scheme === undefined || scheme === '' || scheme === 'regular' || scheme === 'leaky'
      ? null
      : 'validation_scheme must be regular or leaky',
  ({ frozen_params: frozen }) =>
    isJsonObject(frozen) && ('class' in frozen || 'class_name' in frozen)
      ? 'frozen_params must not contain class or class_name'
      : null,
);

function whyTuningWrong(model: JsonObject): string | null {
  const params = model['optimization_params'];
  if (!model['tuned_class_name']) return 'tuned_class_name is required';
  return isJsonObject(params) ? tuning(params) : 'optimization_params is required';
}
