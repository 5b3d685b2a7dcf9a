import { describe, expect, it } from 'vitest';
import { createPace } from '../../../hooks/server/pace.ts';

const large = 1024 * 1024;

function aPace() {
  const time = { now: 0 };
  return { time, pace: createPace(() => time.now) };
}

describe('pace', () => {
  it('holds nothing for a parent with an edit now and then, nor for small bodies', () => {
    const { time, pace } = aPace();
    for (; time.now < 20_000; time.now += 1000) expect(pace.hold('vmagent/shop/main', large, 45)).toBe(0);
    expect(Array.from({ length: 20 }, () => pace.hold('vmsingle/shop/small', 1000, 90)).every((ms) => ms === 0)).toBe(
      true,
    );
  });

  it('holds answers that follow each other once the allowance is used up, each parent for itself', () => {
    const { time, pace } = aPace();
    const holds = Array.from({ length: 6 }, () => pace.hold('vmagent/shop/main', large, 50));
    expect(holds).toEqual([0, 0, 0, 0, 0, 1000]);
    expect(pace.hold('vmagent/shop/other', large, 100)).toBe(0);
    time.now = 10_000;
    expect(pace.hold('vmagent/shop/main', large, 100)).toBe(0);
  });

  it('never holds longer than one and a half seconds, and an outage of pauses is soon forgotten', () => {
    const { time, pace } = aPace();
    const holds = Array.from({ length: 20 }, () => pace.hold('vmagent/shop/main', large, 5000));
    expect(Math.max(...holds)).toBe(1500);
    time.now = 3000;
    expect(pace.hold('vmagent/shop/main', large, 10)).toBe(0);
  });
});
