import { optional } from '../field.ts';
import { ResourceRequirements, SecretKeySelector } from '../kubernetes.ts';
import { flag, text, textMap } from './scalars.ts';

/** The sidecar that makes the program read a changed configuration. */
export const configReloaderFields = {
  useVMConfigReloader: optional(flag, 'Without effect: there is only one config reloader.'),
  configReloaderImage: optional(text, 'Image of the config reloader.'),
  configReloaderImageTag: optional(text, 'Tag of the config reloader; prefer configReloaderImage.'),
  configReloaderResources: optional(ResourceRequirements, 'Resources of the config reloader.'),
  configReloaderExtraArgs: optional(textMap, 'Flags for the config reloader, by name without dashes.'),
  configReloadAuthKeySecret: optional(SecretKeySelector, 'Key of a Secret that protects the reload endpoint.'),
};
