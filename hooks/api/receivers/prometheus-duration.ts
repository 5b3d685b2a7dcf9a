import { text } from '../common/scalars.ts';

/** A duration as Prometheus prints it: units in falling order, such as `1d12h`. Source: https://pkg.go.dev/github.com/prometheus/common/model#ParseDuration */
export const prometheusDuration = text.regex(
  /^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/,
);
