import manifest from '../../package.json' with { type: 'json' };

/** Version of this build, as package.json states it: `0.1.0`. The bundler copies it in, so the bundle needs no package.json beside it. */
export const version: string = manifest.version;

/** The release as hook URLs and image tags carry it: `v0.1.0`. A hook pod answers only URLs of its own release (DESIGN 2.14). */
export const release: string = `v${version}`;
