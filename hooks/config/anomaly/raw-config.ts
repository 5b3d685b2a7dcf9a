import { parseDocument } from 'yaml';
import type { Issue } from '../../api/issue.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { checkAnomalyParts } from './check-parts.ts';

const sections: ReadonlySet<string> = new Set([
  'models',
  'schedulers',
  'reader',
  'writer',
  'monitoring',
  'settings',
  'server',
  'preset',
]);

/**
 * What vmanomaly, or the operator on its way there, would refuse of the configuration in `spec.configRawYaml`. `hasSelector`: further models
 * and schedulers may come from VMAnomalyConfig objects. Source: reference 4.3
 */
export function findAnomalyConfigMistakes(text: string, hasSelector: boolean): readonly Issue[] {
  const path = 'spec.configRawYaml';
  const issue = (message: string): Issue => ({ path, reason: 'AnomalyConfigInvalid', message });
  const document = parseDocument(text, { version: '1.1', uniqueKeys: true });
  const error = document.errors[0];
  if (error !== undefined) return [issue(`the configuration is no YAML: ${error.message.split('\n')[0]}`)];
  const config: unknown = document.toJS({ maxAliasCount: 100 });
  if (!isJsonObject(config)) return [issue('the configuration must be an object with models and schedulers')];
  const unknown = Object.keys(config).filter((key) => !sections.has(key));
  const strange = unknown.map((key) => issue(`the configuration has no section ${JSON.stringify(key)}`));
  if (
    String(config['preset'] ?? '')
      .toLowerCase()
      .startsWith('ui')
  )
    return strange;
  const reader = isJsonObject(config['reader']) ? config['reader'] : {};
  const queries = reader['queries'];
  const { issues, warnings } = checkAnomalyParts(
    { models: config['models'], schedulers: config['schedulers'], queries },
    path,
  );
  const missing = hasSelector ? [] : ['models', 'schedulers'].filter((section) => isEmpty(config, section));
  return [
    ...strange,
    ...(isEmpty(reader, 'queries') ? [issue('reader.queries must be provided via configRawYaml or configSecret')] : []),
    ...missing.map((section) => issue(`the configuration needs at least one entry in ${section}`)),
    ...[...issues, ...warnings].map(({ message }) => issue(message.replace('configRawYaml.', ''))),
  ];
}

function isEmpty(object: JsonObject, key: string): boolean {
  const value = object[key];
  return !isJsonObject(value) || Object.keys(value).length === 0;
}
