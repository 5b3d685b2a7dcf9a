/** What is wrong with a duration as Prometheus and Alertmanager write it (`30s`, `1d12h`), in their words, or null. Source: https://pkg.go.dev/github.com/prometheus/common/model#ParseDuration */
export function whyDurationWrong(text: string): string | null {
  if (text === '') return 'empty duration string';
  return /^(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/.test(text)
    ? null
    : `not a valid duration string: ${JSON.stringify(text)}`;
}
