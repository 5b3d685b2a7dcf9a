import { describe, expect, it } from 'vitest';
import { createPace } from '../../../hooks/server/pace.ts';

const large = 1024 * 1024;

function aPace() {
  const time = { now: 0 };
  return { time, pace: createPace(() => time.now) };
}

describe('pace', () => {
  it('holds nothing for a parent that was quiet, nor for small bodies', () => {
    const { time, pace } = aPace();
    expect(pace.hold('vmagent/shop/main', large, 50)).toBe(0);
    time.now = 1000;
    expect(pace.hold('vmagent/shop/main', large, 50)).toBe(0);
    expect([1, 2, 3].map(() => pace.hold('vmsingle/shop/small', 1000, 50))).toEqual([0, 0, 0]);
  });

  it('holds answers that follow each other in proportion to their cost, each parent for itself', () => {
    const { time, pace } = aPace();
    pace.hold('vmagent/shop/main', large, 50);
    time.now = 60;
    expect(pace.hold('vmagent/shop/main', large, 50)).toBe(140);
    expect(pace.hold('vmagent/shop/other', large, 50)).toBe(0);
  });

  it('never holds longer than three quarters of a second', () => {
    const { pace } = aPace();
    const holds = Array.from({ length: 20 }, () => pace.hold('vmagent/shop/main', large, 5000));
    expect(Math.max(...holds)).toBe(750);
  });
});
