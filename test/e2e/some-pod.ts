import fc from 'fast-check';
import type { JsonObject } from '../../hooks/lib/json.ts';

/** A container as a user writes it; `name` keeps containers of one pod apart. */
interface SomeContainer extends JsonObject {
  readonly name: string;
}

/** A pod spec that the API server accepts, without values that it does not store (empty texts and maps, false, 0). */
export interface SomePodSpec extends JsonObject {
  readonly containers: readonly SomeContainer[];
}

const someText = fc.oneof(
  fc.constantFrom('-a=1', '-b={x="y"}', 'ünï: "q"', '$(B)', '\t- x: |\n  y', '😀', '--flag', ' '),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const label = fc.stringMatching(/^[a-z]{1,6}$/);
const limits = fc.constantFrom<JsonObject>(
  { cpu: '1.50' },
  { memory: '1024Mi', cpu: 2 },
  { memory: '1e9', cpu: '100m' },
  { memory: '0.5Gi' },
);
const variable = fc
  .tuple(fc.stringMatching(/^[A-Z_]{1,4}$/), fc.oneof(someText, fc.constant(null)))
  .map(([name, value]) =>
    value === null ? { name, valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } } : { name, value },
  );
const protocol = fc.constantFrom<string | undefined>('TCP', 'UDP', 'SCTP', undefined);
const port = fc
  .tuple(fc.integer({ min: 1, max: 4 }), protocol)
  .map(([containerPort, wished]) => (wished === undefined ? { containerPort } : { containerPort, protocol: wished }));
const handler = fc.constantFrom<JsonObject>(
  { httpGet: { path: '/health', port: 8429, httpHeaders: [{ name: 'X', value: 'y' }] } },
  { tcpSocket: { port: 'http' } },
  { exec: { command: ['true'] } },
  { grpc: { port: 9 } },
);
const probe = fc
  .tuple(handler, fc.integer({ min: 1, max: 9 }))
  .map(([own, periodSeconds]) => ({ ...own, periodSeconds }));

const container = fc.record(
  {
    name: label,
    image: fc.constantFrom('vm:v1', 'vm:latest', `vm@sha256:${'a'.repeat(64)}`),
    args: fc.array(someText, { minLength: 1, maxLength: 4 }),
    env: fc.uniqueArray(variable, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    ports: fc.uniqueArray(port, {
      minLength: 1,
      maxLength: 4,
      selector: ({ containerPort, ...rest }) => `${containerPort} ${Object.values(rest)[0] ?? 'TCP'}`,
    }),
    resources: fc.record({ limits }, { requiredKeys: [] }),
    volumeMounts: fc.uniqueArray(
      fc.record({ name: fc.constant('data'), mountPath: fc.constantFrom('/a', '/b', '/c') }),
      {
        minLength: 1,
        selector: ({ mountPath }) => mountPath,
      },
    ),
    readinessProbe: probe,
    livenessProbe: probe,
    securityContext: fc.constantFrom({}, { capabilities: { drop: ['ALL'] } }, { runAsUser: 65534 }),
    terminationMessagePolicy: fc.constant('FallbackToLogsOnError'),
  },
  { requiredKeys: ['name', 'image'] },
);
const containers = fc.uniqueArray(container, { minLength: 1, maxLength: 3, selector: ({ name }) => name });

/** Random pod specs; their volume is called `data`. */
export const somePodSpec: fc.Arbitrary<SomePodSpec> = fc
  .record(
    {
      containers,
      initContainers: fc.uniqueArray(
        fc.record({ name: fc.constantFrom('init-a', 'init-b'), image: fc.constant('init:1') }),
        { minLength: 1, selector: ({ name }) => name },
      ),
      hostAliases: fc.uniqueArray(
        fc.record({
          ip: fc.constantFrom('10.0.0.1', '10.0.0.2', '::1'),
          hostnames: fc.constantFrom(['a'], ['b', 'a']),
        }),
        { minLength: 1, selector: ({ ip }) => ip },
      ),
      tolerations: fc.array(
        fc.constantFrom<JsonObject>(
          { operator: 'Exists' },
          { key: 'k', value: 'v', effect: 'NoSchedule' },
          { key: 'k', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 },
        ),
        { minLength: 1, maxLength: 3 },
      ),
      topologySpreadConstraints: fc.uniqueArray(
        fc.record({
          maxSkew: fc.constant(1),
          topologyKey: fc.constantFrom('zone', 'host'),
          whenUnsatisfiable: fc.constantFrom('ScheduleAnyway', 'DoNotSchedule'),
        }),
        { minLength: 1, selector: ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}` },
      ),
      imagePullSecrets: fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b') }), {
        minLength: 1,
        selector: ({ name }) => name,
      }),
      affinity: fc.constantFrom<JsonObject>(
        {},
        { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'host' }] } },
      ),
      dnsConfig: fc.constant({ options: [{ name: 'ndots', value: '2' }], searches: ['x.y'] }),
      securityContext: fc.constantFrom<JsonObject>({}, { fsGroup: 65534, supplementalGroups: [1, 2] }),
      nodeSelector: fc.dictionary(label, label, { minKeys: 1, maxKeys: 2 }),
      terminationGracePeriodSeconds: fc.integer({ min: 1, max: 90 }),
    },
    { requiredKeys: ['containers'] },
  )
  .map((spec) => ({ ...spec, volumes: [{ name: 'data', emptyDir: {} }] }));
