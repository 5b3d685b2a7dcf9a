/** A difference from the official operator that is meant. */
interface IntendedDifference {
  readonly matches: RegExp;
  readonly reason: string;
}

/** Every difference from the recordings that is meant. All others fail the conformance tests. */
const intendedDifferences: readonly IntendedDifference[] = [
  {
    matches: /^PersistentVolumeClaim [^:]*: metadata\.ownerReferences\[0\]/,
    reason:
      'The claim belongs to its Namespace and not to the CR, so that no mistake of a controller and no deletion of the CR can delete data (DESIGN 2.11).',
  },
  {
    matches: /^ConfigMap [^:]*\/relabelings-assets-vmsingle-[^:]*: data\.relabel\.yaml: absent -> /,
    reason:
      'The official -relabelConfig names a file that its ConfigMap does not hold, so its pods with relabel rules never start. The text lies under both names: the rules work, and the pod template is the same.',
  },
  {
    matches: /: job scrapeConfig\/[^ ]*\.kubernetes_sd_configs\[\d+\]\.proxy_(?!url:)\w+: .* -> absent$/,
    reason:
      'No vmagent reads credentials for a proxy in this section alone of all; one such key makes it refuse the whole file.',
  },
  {
    matches: /: job scrapeConfig\/[^ ]*\.vultr_(?:sd_configs: .* -> absent|configs: absent -> .*)$/,
    reason:
      'vmagent reads this section as vultr_configs, whatever its documentation says; the other name makes it refuse the whole file.',
  },
];

const occurred = new Set<IntendedDifference>();

/** Lines that no intended difference explains. */
export function unintended(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => {
    const reasons = intendedDifferences.filter(({ matches }) => matches.test(line));
    for (const reason of reasons) occurred.add(reason);
    return reasons.length === 0;
  });
}

/** Reasons of intended differences that no case has shown so far. */
export function unusedDifferences(): readonly string[] {
  return intendedDifferences.filter((difference) => !occurred.has(difference)).map(({ reason }) => reason);
}
