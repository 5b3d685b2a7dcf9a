/** A whole number, or a percentage such as `25%` of `total` rounded up or down; undefined for anything else. Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr#GetScaledValueFromIntOrPercent */
export function scaleIntOrPercent(value: unknown, total: number, round: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  if (percent === undefined) return undefined;
  const part = (Number(percent) * total) / 100;
  return round === 'up' ? Math.ceil(part) : Math.floor(part);
}
