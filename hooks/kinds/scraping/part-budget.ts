import type { Settings } from '../../api/settings.ts';

/** Most that names and values of a Secret may have together. Source: https://kubernetes.io/docs/concepts/configuration/secret/#restriction-data-size */
export const maxSecretBytes = 1024 * 1024;

/** Room in the first Secret for what stands beside the configuration, such as credentials for remote write. */
const roomBeside = 128 * 1024;

/** Largest part of a configuration, gzipped, in bytes: VM_CONFIG_DATA_BUDGET_BYTES, but never more than a Secret holds, which 0 stands for. */
export function partBudget({ configDataBudgetBytes }: Pick<Settings, 'configDataBudgetBytes'>): number {
  const most = maxSecretBytes - roomBeside;
  return configDataBudgetBytes === 0 ? most : Math.min(configDataBudgetBytes, most);
}
