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
  {
    matches:
      /^ClusterRole(?:Binding)? [^ ]*: metadata\.ownerReferences: absent -> \[\{"apiVersion":"v1","kind":"Namespace"/,
    reason:
      'Cluster-scoped objects of a namespaced CR belong to its Namespace, which removes them even where vmop is gone by then; the official operator needs a finalizer for that (DESIGN 2.10).',
  },
  {
    matches: /^StatefulSet [^ ]*: spec\.updateStrategy\.type: "OnDelete" -> "RollingUpdate"$/,
    reason:
      'Kubernetes itself rolls StatefulSets, pod by pod; the official operator deletes pods by its own hand (DESIGN 4).',
  },
  {
    matches: /: job [^ ]*relabel_configs: left out \{\}$/,
    reason: 'A relabel rule without any field is refused by vmagent, with its job.',
  },
  {
    matches: /^Secret demo\/vmagent-clamp: job serviceScrape\/demo\/svc\/\d+: missing$/,
    reason: 'One endpoint has the interval `soon`, and vmagent refuses the whole file for it: the object is left out.',
  },
  {
    matches:
      /^VMServiceScrape demo\/svc: status\..*(?:updateStatus: "operational" -> "failed"|clamp\.demo\S*\/Applied: "True" -> "False")$/,
    reason: 'The same object says in its status what is wrong with it.',
  },
  {
    matches:
      /^Secret demo\/vmagent-invalid: job \w+\/demo\/(?:b-bad-operator|c-in-without-values|d-number-regex|f-bad-label-value|h-no-role|i-both-statics)(?:\/0)?: missing$/,
    reason:
      'Objects that are wrong in themselves. The official operator judged them at admission only, which was off for the recording, and wrote jobs that select too much or nothing at all.',
  },
  {
    matches:
      /^VM\w+ demo\/(?:b-bad|c-in|d-number|f-bad|h-no|i-both)[\w-]*: status\..*: (?:"operational" -> "failed"|"True" -> (?:"False"|absent))$/,
    reason: 'The same objects say in their status what is wrong with them.',
  },
  {
    matches:
      /^(?:\w+ demo\/(?:tls-assets-)?vmsingle-authkey: not in the recording|VMSingle demo\/authkey: status\.updateStatus: "failed" -> "operational")$/,
    reason:
      'The official operator forgets a volume of this pod, so its Deployment is refused; ours has the volume and runs.',
  },
  {
    matches: /^\w+ demo\/[\w-]*collect-everything-from-all-the-shops-in-the-area[\w-]*: not in the recording$/,
    reason:
      'One Service has a name that is too long. The official operator stops there; ours makes all else and reports the Service.',
  },
  {
    matches: /^DaemonSet demo\/vmagent-dsgate: spec\.template\.spec\.containers\[0\]\.ports\[[12]\]\./,
    reason:
      'A patch of a UDP port changes the UDP port. The official merge knows ports by their number alone and turns the TCP port of that number into a second UDP port, which server-side apply refuses.',
  },
  {
    matches:
      /^Deployment demo\/vmagent-gate2: spec\.template\.spec\.(?:volumes|containers\[0\]\.volumeMounts)\[\d+\]: absent -> \{"name":"tls-assets"/,
    reason:
      'The official operator passes -remoteWrite.tlsCAFile and does not mount the file where the agent only ingests; the pod cannot write anywhere.',
  },
  {
    matches:
      /^VMStaticScrape demo\/good: status\.(?:updateStatus: "ignored" -> "operational"|applied\.noadd\..*: absent -> "True")$/,
    reason:
      'The agent of this case has no configuration because its own additional jobs are missing, and its status says so. Selection cards do not change with the fortunes of an agent: that would wake every scrape object in the cluster (DESIGN 2.16).',
  },
  {
    matches: /^StatefulSet [^ ]*: spec\.updateStrategy\.rollingUpdate: absent -> \{"partition":0\}$/,
    reason:
      "The user's maxUnavailable is passed on. An API server that knows it honours it; another one drops it, and leaves the default beside it (DESIGN 4).",
  },
  {
    matches:
      /^StatefulSet demo\/vmstorage-main: spec\.template\.spec\.imagePullSecrets\[2\]: \{"name":"shared-pull"\} -> absent$/,
    reason:
      'The same Secret is named for the part and for the cluster. Server-side apply refuses a name that stands twice in a list.',
  },
  {
    matches:
      /^(?:Service|VMServiceScrape) demo\/vmstorage-(?:safe|example-persistent|example-service-change): not in the recording$/,
    reason:
      'The pods of this part are refused. The official operator stops there; ours makes what does not depend on them, and reports the pods.',
  },
  {
    matches:
      /^(?:\w+ demo\/vm(?:select|insert)-rest: not in|VMCluster demo\/rest: status\.updateStatus: "failed" -> "op)/,
    reason:
      'The official operator adds a second handler to a startup probe over gRPC, which the API server refuses; ours keeps the one of the user.',
  },
  {
    matches:
      /^(?:\w+ demo\/vminsert(?:internal)?-lbsvc: not in|VMCluster demo\/lbsvc: status\.updateStatus: "failed" -> "op)/,
    reason:
      'What the user writes for the main Service of a balanced part shapes the public one. The official operator puts it on the internal one, which the API server refuses here, and leads the public port past the load balancer.',
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
