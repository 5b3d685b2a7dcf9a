import type { AppDefaults, Settings } from '../../api/settings.ts';

/** An image as users write it; every part may be left out. */
export interface ImageSpec {
  readonly repository?: string | undefined;
  readonly tag?: string | undefined;
  readonly pullPolicy?: string | undefined;
}

/** An image with its defaults. */
export interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly pullPolicy: string;
}

/** How the tag of an app follows from versions and license. */
export interface ImageVersion {
  readonly componentVersion?: string | undefined;
  /** The default tag becomes an enterprise tag. */
  readonly enterprise: boolean;
}

const digest = /^[a-zA-Z0-9-_+.]+:[a-fA-F0-9]{32,}$/;

/** Fills in the image of an app. The enterprise suffix goes to default tags only; a tag of the user is taken as it is. */
export function completeImage(
  image: ImageSpec | undefined,
  app: AppDefaults,
  version: ImageVersion,
  settings: Settings,
): Image {
  const fallback = orElse(version.componentVersion, app.version);
  return {
    repository: withRegistry(orElse(image?.repository, app.image), settings),
    tag: orElse(image?.tag, version.enterprise ? enterpriseTag(fallback) : fallback),
    pullPolicy: orElse(image?.pullPolicy, 'IfNotPresent'),
  };
}

/** `repository:tag`, or `repository@digest` where the tag is a digest. */
export function imageReference({ repository, tag }: Image): string {
  return `${repository}${digest.test(tag) ? '@' : ':'}${tag}`;
}

/** Puts VM_CONTAINERREGISTRY in front of a repository that names none: fewer than two slashes. */
export function withRegistry(repository: string, { containerRegistry }: Settings): string {
  const slashes = repository.split('/').length - 1;
  return containerRegistry === '' || slashes > 1 ? repository : `${containerRegistry}/${repository}`;
}

/** Turns a release tag (`v1.150.0`, `v1.150.0-cluster`) into its enterprise twin; other tags stay as they are. */
export function enterpriseTag(tag: string): string {
  if (!tag.startsWith('v') || tag.split('.').length !== 3 || tag.includes('@')) return tag;
  if (!tag.includes('-')) return `${tag}-enterprise`;
  const plain = tag.endsWith('-cluster') && !tag.endsWith('-enterprise-cluster');
  return plain ? `${tag.slice(0, -'-cluster'.length)}-enterprise-cluster` : tag;
}

function orElse(value: string | undefined, fallback: string): string {
  return value === undefined || value === '' ? fallback : value;
}
