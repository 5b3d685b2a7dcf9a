import { expect, it } from 'vitest';
import { perUrlFlag } from '../../../../hooks/config/args/per-url-flag.ts';

it.each([
  { name: 'one of three', filler: '', values: [undefined, 'p', undefined], arg: '-f=,p,' },
  { name: 'two of three', filler: '', values: ['a', undefined, 'c'], arg: '-f=a,,c' },
  { name: 'none set', filler: '', values: [undefined, undefined], arg: undefined },
  { name: 'all equal to the filler', filler: 'false', values: ['false', 'false'], arg: undefined },
  { name: 'no URLs', filler: '0', values: [], arg: undefined },
  { name: 'quotes as filler', filler: '""', values: [undefined, '"/x"'], arg: '-f="","/x"' },
  { name: 'empty first value, later one set', filler: '""', values: ['', '"x"'], arg: '-f="","x"' },
  { name: 'empty first value alone', filler: '""', values: ['', undefined], arg: '-f=,""' },
  {
    name: 'computed filler',
    filler: '3579139413',
    values: ['5000MB', undefined, undefined],
    arg: '-f=5000MB,3579139413,3579139413',
  },
  {
    name: 'a value equal to the filler counts as one',
    filler: 'false',
    values: ['true', 'false'],
    arg: '-f=true,false',
  },
])('$name', ({ values, filler, arg }) => {
  expect(perUrlFlag({ name: '-f', values, filler })).toBe(arg);
});
