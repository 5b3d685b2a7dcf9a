import { deepEqual } from '../lib/deep-equal.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { parseQuantity } from '../lib/quantity.ts';

const container = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };
const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const files = { defaultMode: 0o644 };

/** What the API server fills in, by the field that holds the object or a list of them. Source: SetObjectDefaults_StatefulSet in k8s.io/kubernetes, pkg/apis/apps/v1 */
const defaults: Readonly<Record<string, JsonObject>> = {
  spec: {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  },
  containers: container,
  initContainers: container,
  ports: { protocol: 'TCP' },
  livenessProbe: probe,
  readinessProbe: probe,
  startupProbe: probe,
  httpGet: { path: '/', scheme: 'HTTP' },
  grpc: { service: '' },
  fieldRef: { apiVersion: 'v1' },
  resourceFieldRef: { divisor: '0' },
  secret: files,
  configMap: files,
  downwardAPI: files,
  projected: files,
  hostPath: { type: '' },
  serviceAccountToken: { expirationSeconds: 3600 },
};

/** Fields which, false or empty, are the same as left out. Of others, such as enableServiceLinks, the API server keeps what was said. */
const plain = new Set([
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'priorityClassName',
  'readOnly',
  'stdin',
  'stdinOnce',
  'subPath',
  'subPathExpr',
  'tty',
  'value',
  'workingDir',
  // Maps, and a struct.
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
  'resources',
]);

const quantities = new Set(['limits', 'requests']);

/**
 * Are two pod templates the same to the controller of a workload, once the API server has stored them? It fills in what is left out, drops
 * what is empty, and writes quantities in its own way. Only a template that differs after that replaces pods.
 */
export function sameTemplate(kind: string, before: unknown, after: unknown): boolean {
  // A Deployment compares amounts; the others compare what is written down, where 1Ki stays another text than 1024.
  const amount = kind === 'Deployment' ? byValue : byText;
  return deepEqual(stored(before, '', amount), stored(after, '', amount));
}

type Amount = (value: unknown) => unknown;

function stored(value: unknown, field: string, amount: Amount): unknown {
  if (Array.isArray(value)) return value.map((item) => stored(item, field, amount));
  if (!isJsonObject(value)) return value;
  const complete = { ...defaults[field], ...pullPolicy(value, field), ...value };
  const fields = Object.entries(complete).map(([name, nested]): [string, unknown] => [
    name,
    quantities.has(field) || name === 'sizeLimit' || name === 'divisor' ? amount(nested) : stored(nested, name, amount),
  ]);
  return Object.fromEntries(fields.filter(([name, nested]) => !isUnsaid(name, nested)));
}

function pullPolicy({ image }: JsonObject, field: string): JsonObject {
  if (typeof image !== 'string' || (field !== 'containers' && field !== 'initContainers')) return {};
  const isLatest = /:latest$/.test(image) || !/[:@][^/]*$/.test(image);
  return { imagePullPolicy: isLatest ? 'Always' : 'IfNotPresent' };
}

function isUnsaid(name: string, value: unknown): boolean {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return true;
  if (!plain.has(name)) return false;
  return value === false || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
}

function byValue(value: unknown): unknown {
  const parsed = parseQuantity(String(value));
  return parsed.ok ? String(parsed.value.nano) : value;
}

function byText(value: unknown): unknown {
  const parsed = parseQuantity(String(value));
  return parsed.ok ? `${parsed.value.nano} ${parsed.value.format}` : value;
}
