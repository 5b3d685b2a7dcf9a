import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../../hooks/config/yaml.ts';
import { aContext, aScraper, readExample, renderObject } from './render-example.ts';

const names = readdirSync(new URL('examples', import.meta.url)).map((file) => file.replace(/\.yaml$/, ''));

// Inputs and outputs as the official operator has them, except for quotes.
describe('worked examples', () => {
  it.each(names)('%s', (name) => {
    const { input, output } = readExample(name);
    const context = aContext(aScraper(input.scraper), input.object.metadata.namespace, input.values);
    expect(toYaml(renderObject(input.object, context))).toBe(output);
    expect(context.reader.reads.filter(({ resolution }) => resolution.state !== 'found')).toEqual([]);
  });
});
