import { describe, expect, it } from 'vitest';
import { createPace } from '../../../hooks/server/pace.ts';

const large = 1024 * 1024;

/** A pace whose clock goes on by the work and the hold of each sync. */
function aPace() {
  const pace = createPace(() => now);
  let now = 0;
  return {
    rest: (ms: number) => {
      now += ms;
    },
    sync: (parent: string, workMs: number, bytes = large) => {
      now += workMs;
      const holdMs = pace.hold(parent, bytes, workMs);
      now += holdMs;
      return holdMs;
    },
  };
}

describe('pace', () => {
  it('holds nothing for the three syncs of an edit, however slow they are, nor for small bodies', () => {
    const { rest, sync } = aPace();
    for (let edit = 0; edit < 20; edit++) {
      for (const workMs of [100, 80, 80]) expect(sync('vmagent/shop/main', workMs)).toBe(0);
      rest(900);
    }
    for (let round = 0; round < 20; round++) expect(sync('vmsingle/shop/small', 90, 1000)).toBe(0);
  });

  it('holds answers that follow each other without a rest, in proportion to their work, each parent for itself', () => {
    const { rest, sync } = aPace();
    const holds = [50, 50, 50, 50, 50, 30].map((workMs) => sync('vmagent/shop/main', workMs));
    expect(holds).toEqual([0, 0, 0, 0, 1000, 600]);
    expect(sync('vmagent/shop/other', 100)).toBe(0);
    rest(100);
    expect(sync('vmagent/shop/main', 50)).toBe(1000);
    rest(400);
    expect(sync('vmagent/shop/main', 50)).toBe(0);
  });

  it('a pause that is short for what a sync costs is no rest', () => {
    const { rest, sync } = aPace();
    for (let round = 0; round < 4; round++) expect(sync('vmagent/shop/main', 200)).toBe(0);
    rest(1200);
    expect(sync('vmagent/shop/main', 200)).toBe(1500);
    rest(1600);
    expect(sync('vmagent/shop/main', 200)).toBe(0);
  });

  it('never holds longer than one and a half seconds, and a hold is no rest', () => {
    const { sync } = aPace();
    const holds = Array.from({ length: 20 }, () => sync('vmagent/shop/main', 5000));
    expect(Math.max(...holds)).toBe(1500);
    expect(holds.slice(4).every((ms) => ms === 1500)).toBe(true);
  });
});
