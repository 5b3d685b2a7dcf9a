import { describe, expect, it } from 'vitest';
import {
  type Answer,
  decodePayload,
  encodePayload,
  fitAnswers,
} from '../../../../hooks/kinds/reference-bundle/payload.ts';
import { aReference } from '../../../fixtures/reference-bundle.ts';

const found = (id: string, value: string): Answer => ({
  reference: aReference(id),
  resolution: { state: 'found', value },
});

describe('payload', () => {
  it('stores equal values once', () => {
    const answers = [found('Secret/a/s/k', 'same'), found('Secret/b/s/k', 'same'), found('Secret/c/s/k', 'other')];
    expect(encodePayload(answers)).toBe(
      '{"found":{"Secret/a/s/k":1,"Secret/b/s/k":1,"Secret/c/s/k":0},"missing":{},"values":["other","same"]}',
    );
  });

  it.each([
    { name: 'no text', text: '' },
    { name: 'no JSON', text: '{' },
    { name: 'another shape', text: '{"values":[]}' },
    { name: 'an index of nothing', text: '{"values":["a"],"found":{"x":1},"missing":{}}' },
  ])('is none: $name', ({ text }) => {
    expect(decodePayload(text)).toBeNull();
  });

  it('leaves out the largest values where all do not fit, and says which', () => {
    const answers = [
      found('Secret/a/s/k', 'x'.repeat(60)),
      found('Secret/b/s/k', 'y'.repeat(10)),
      found('Secret/c/s/k', 'z'.repeat(20)),
      found('Secret/d/s/k', 'z'.repeat(20)),
    ];
    const fitted = fitAnswers(answers, 50);
    expect(fitted.map(({ resolution }) => resolution.state)).toEqual(['missing', 'found', 'found', 'found']);
    expect(fitted[0]?.resolution).toEqual({
      state: 'missing',
      message: 'value of key="k" at object="secret/a/s" has 62 bytes, too many beside the others',
    });
    expect(fitAnswers(answers, 200)).toBe(answers);
  });

  it('keeps a Secret of many large values below the limit of the API server', () => {
    const answers = Array.from({ length: 256 }, (_, index) =>
      found(`Secret/${'n'.repeat(60)}/${'s'.repeat(200)}${index}/k`, `${index} ${'\n'.repeat(4000)}`),
    );
    expect(Buffer.byteLength(encodePayload(fitAnswers(answers)))).toBeLessThan(1024 * 1024);
  });
});
