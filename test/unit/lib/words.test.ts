import { describe, expect, it } from 'vitest';
import { compareBytewise } from '../../../hooks/lib/bytewise.ts';
import { nearest } from '../../../hooks/lib/edit-distance.ts';

describe('nearest', () => {
  const fields = ['retentionPeriod', 'replicaCount', 'resources', 'retentionFilters', 'port', 'paused'];
  it.each([
    { word: 'retentionperiod', want: 'retentionPeriod' },
    { word: 'retentoinPeriod', want: 'retentionPeriod' },
    { word: 'replicas', want: undefined },
    { word: 'resource', want: 'resources' },
    { word: 'prot', want: 'port' },
    { word: 'pot', want: 'port' },
    { word: 'x', want: undefined },
    { word: '', want: undefined },
    { word: 'z'.repeat(100_000), want: undefined },
  ])('$word', ({ word, want }) => {
    expect(nearest(word, fields)).toBe(want);
  });

  it('prefers the exact word, then the first of equals', () => {
    expect(nearest('cat', ['bat', 'hat', 'cat'])).toBe('cat');
    expect(nearest('cat', ['hat', 'bat'])).toBe('hat');
  });
});

describe('compareBytewise', () => {
  it.each([
    { list: ['b', 'a', 'B', ''], want: ['', 'B', 'a', 'b'] },
    { list: ['-x', '--x', '-X', '-x=1'], want: ['--x', '-X', '-x', '-x=1'] },
    { list: ['😀', '\ufffd', 'é', 'z'], want: ['z', 'é', '\ufffd', '😀'] },
    { list: ['😁a', '😀b', '😀'], want: ['😀', '😀b', '😁a'] },
  ])('$want', ({ list, want }) => {
    expect(list.toSorted(compareBytewise)).toEqual(want);
  });
});
