import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { flag } from './scalars.ts';

/** What a workload uses where it has no selector for a kind of objects. */
export const selectAllFields = {
  selectAllByDefault: optional(
    flag,
    'Whether a kind of objects without any selector is used wholly instead of not at all.',
  ),
};

/** Protection of the files of the container against the objects that a workload uses. */
export const fileAccessFields = {
  arbitraryFSAccessThroughSMs: optional(
    openObject({ deny: optional(flag, 'Refuse used objects that name files of the container.') }),
    'Whether the objects that are used may name files of the container.',
  ),
};
