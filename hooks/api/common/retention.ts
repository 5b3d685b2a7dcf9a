import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { text } from './scalars.ts';

/** How long data is kept: a number of months, or of hours, days, weeks or years with their letter. */
export const retentionPeriod = text.regex(/^[0-9]+(h|d|w|y)?$/);

/** Own retention for chosen series. */
export const retentionFilter = openObject({
  filter: required(text, 'Series selector.'),
  retention: required(text, 'How long these series are kept.'),
});

const downsamplingRule = openObject({
  filter: optional(text, 'Series selector; all series without it.'),
  periods: required(
    z.array(
      openObject({
        offset: required(text, 'Age from which samples are thinned out.'),
        interval: required(text, 'One sample is left per this time.'),
      }),
    ),
    'Ages and the resolutions that go with them.',
  ),
});

/** Thinning out of old samples. */
export const downsampling = openObject({
  dedupInterval: optional(text, 'Keep one sample per series and this time, at any age.'),
  rules: optional(z.array(downsamplingRule), 'What is thinned out, and when.'),
});
