import { expect, it } from 'vitest';
import { replaceText } from '../../../hooks/lib/replace-text.ts';

it('replaces in every text and key, as often as it occurs, and nothing in what replaces', () => {
  const value = { '%N%': ['a%N%%N%', 5, null, true, { deep: '%N%' }] };
  expect(replaceText(value, '%N%', '$&')).toEqual({ '$&': ['a$&$&', 5, null, true, { deep: '$&' }] });
});
