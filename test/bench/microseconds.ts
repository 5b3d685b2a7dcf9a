/** Mean time of one run of `work` in microseconds, over `times` runs after a warm-up. */
export function microseconds(times: number, work: () => unknown): number {
  for (let i = 0; i < times / 5; i++) work();
  const begin = performance.now();
  for (let i = 0; i < times; i++) work();
  return ((performance.now() - begin) / times) * 1000;
}
