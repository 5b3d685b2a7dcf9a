import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueValue, optional } from '../field.ts';
import { int64, text, textMap, texts } from './scalars.ts';

/** One text or a list of texts. */
export const textOrTexts = z.union([text, texts], { error: 'must be a string or a list of strings' });

/** One relabelling rule. Several fields have a camelCase and a snake_case name; both are accepted. */
const relabelConfig = openObject({
  action: optional(text, 'What the rule does, such as replace, keep, drop or labelmap.'),
  if: optional(textOrTexts, 'Series selector, or a list of them: the rule acts only on series that match one.', {
    crdInstead: opaqueValue,
  }),
  sourceLabels: optional(texts, 'Labels whose joined values are matched.'),
  source_labels: optional(texts, 'Other name of sourceLabels, as the program itself spells it.'),
  separator: optional(text, 'Text between the joined values.'),
  targetLabel: optional(text, 'Label that receives the result.'),
  target_label: optional(text, 'Other name of targetLabel, as the program itself spells it.'),
  regex: optional(textOrTexts, 'Regular expression, or a list of alternatives, for the joined values.', {
    crdInstead: opaqueValue,
  }),
  modulus: optional(int64, 'Modulus of the hash of the joined values, for action hashmod.'),
  replacement: optional(text, 'Result, with $1 and the like for the groups of regex.'),
  match: optional(text, 'Template of Graphite metrics, for action graphite.'),
  labels: optional(textMap, 'Labels to set from the parts of match, for action graphite.'),
});

/** A list of relabelling rules, applied in order. */
export const relabelConfigs = z.array(relabelConfig);
