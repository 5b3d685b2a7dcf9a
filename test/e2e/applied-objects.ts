/** Labels of our pods. */
export const labels = { 'app.kubernetes.io/name': 'vmsingle', 'managed-by': 'vm-operator' };
const template = {
  metadata: { labels, annotations: { note: 'ä: "quoted"' } },
  spec: {
    serviceAccountName: 'default',
    securityContext: {},
    containers: [
      {
        name: 'vmsingle',
        image: 'victoriametrics/victoria-metrics:v1',
        args: ['-b', '-a=1'],
        env: [
          { name: 'B', value: 'b' },
          { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        ],
        ports: [
          { name: 'http', containerPort: 8429 },
          { name: 'graphite-udp', containerPort: 2003, protocol: 'UDP' },
          { name: 'graphite-tcp', containerPort: 2003, protocol: 'TCP' },
        ],
        resources: { limits: { memory: '0.5Gi', cpu: '1.0' }, requests: { cpu: 1 } },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        readinessProbe: { httpGet: { path: '/health', port: 8429, scheme: 'HTTP' } },
      },
    ],
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['b', 'a'] }],
    tolerations: [{ key: 'x', operator: 'Exists', tolerationSeconds: 30, effect: 'NoExecute' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    volumes: [
      { name: 'data', emptyDir: {} },
      { name: 'config', configMap: { name: 'config', optional: true } },
    ],
  },
};
/** Selector of our pods. */
export const selector = { matchLabels: labels };
const ports = [
  { name: 'http', protocol: 'TCP', port: 8429, targetPort: 8429 },
  { name: 'dns', protocol: 'UDP', port: 53, targetPort: 'dns' },
];

/** A claim of 1 GiB, with further spec fields. */
export function aClaim(spec: object): object {
  const resources = { requests: { storage: '1024Mi' } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    spec: { accessModes: ['ReadWriteOnce'], resources, ...spec },
  };
}

/** An object of every kind that we apply, as we write it: without what the API server fills in. */
export const appliedObjects: readonly { readonly name: string; readonly object: object }[] = [
  {
    name: 'Deployment',
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { replicas: 1, strategy: { type: 'Recreate' }, selector, template },
    },
  },
  {
    name: 'StatefulSet',
    object: {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      spec: {
        replicas: 1,
        serviceName: 'some',
        podManagementPolicy: 'Parallel',
        selector,
        template,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1024Mi' } } },
          },
        ],
      },
    },
  },
  { name: 'DaemonSet', object: { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: { selector, template } } },
  {
    name: 'Service',
    object: { apiVersion: 'v1', kind: 'Service', spec: { type: 'ClusterIP', selector: labels, ports } },
  },
  {
    name: 'Service, headless',
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { type: 'ClusterIP', clusterIP: 'None', publishNotReadyAddresses: true, selector: labels, ports },
    },
  },
  {
    name: 'Service with node ports',
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      spec: { type: 'LoadBalancer', selector: labels, ports, externalIPs: ['1.1.1.1'] },
    },
  },
  {
    name: 'ConfigMap',
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { 'a.yaml': '- é: "x"\n', empty: '' },
      binaryData: { 'b.gz': 'H4sIAA==' },
    },
  },
  { name: 'Secret', object: { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data: { password: 'cGFzcw==' } } },
  {
    name: 'PersistentVolumeClaim',
    object: aClaim({}),
  },
  {
    name: 'ServiceAccount',
    object: { apiVersion: 'v1', kind: 'ServiceAccount', imagePullSecrets: [{ name: 'b' }, { name: 'a' }] },
  },
  {
    name: 'NetworkPolicy',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: {
        podSelector: selector,
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{}, { from: [{ podSelector: {} }], ports: [{ port: 'http' }, { port: 8429, protocol: 'TCP' }] }],
        egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      },
    },
  },
  {
    name: 'PodDisruptionBudget',
    object: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { maxUnavailable: '50%', selector } },
  },
  {
    name: 'Role',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'get'] }],
    },
  },
  {
    name: 'VMServiceScrape',
    object: {
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMServiceScrape',
      spec: {
        namespaceSelector: {},
        selector: { matchLabels: labels },
        endpoints: [
          { port: 'http', path: '/metrics', relabelConfigs: [] },
          { port: 'http', attach_metadata: {} },
        ],
      },
    },
  },
  {
    name: 'VerticalPodAutoscaler',
    object: {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'some' },
        updatePolicy: { updateMode: 'Off' },
        resourcePolicy: { containerPolicies: [{ containerName: '*', maxAllowed: { cpu: '1', memory: '1Gi' } }] },
      },
    },
  },
];
