import fc from 'fast-check';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';

/** Text as careless or hostile people write it. JSON carries all of it; lone surrogates never get past the API server. */
const anyText = fc.oneof(
  fc.constantFrom('', ' ', 'ünï', '"', "'", '\\', '$(X)', '`id`', '; rm -rf /', '--flag', '-x=1', '=', '%s', '😀'),
  fc.constantFrom('a\nb', '\t', '\u0000', '\u0007', '\u2028', '{"a":1}', '- x: |\n', 'a'.repeat(5000), '{job=~".+"}'),
  fc.string({ maxLength: 10 }),
);
const textOf = (length: number, ending = '') => `${'n'.repeat(length - ending.length)}${ending}`;
/** Names at and around the limits of labels (63) and of names (253), with and without dots. */
const anyName = fc.oneof(
  fc.constantFrom('shop', 'a.b', '1st', 'x', textOf(50, '.d'), textOf(253)),
  fc.constantFrom(...[33, 34, 35, 53, 54, 55, 62, 63, 64, 200].map((length) => textOf(length))),
);
const flagName = fc.oneof(fc.constantFrom('a', 'retentionPeriod', 'tls', 'http.pathPrefix', 'rule', ''), anyText);
const volumeName = fc.constantFrom('data', 'own', 'other', 'secret-a', textOf(63), textOf(64));
const mount = fc.record({
  name: volumeName,
  mountPath: fc.constantFrom('/own', '/other', '/victoria-metrics-data', '/etc/vm/secrets/a', 'relative', '/own/'),
});
const port = fc.record(
  {
    containerPort: fc.constantFrom(8429, 8428, 2003, 1),
    name: fc.constantFrom('http', 'own', 'graphite-tcp', 'a-name-that-is-too-long'),
    protocol: fc.constantFrom('TCP', 'UDP'),
  },
  { requiredKeys: ['containerPort'] },
);
const variable = fc.oneof(
  fc.record({ name: fc.constantFrom('A', 'B', 'a.b', 'A B', '1', '', 'ü', 'A='), value: anyText }),
  fc.record({
    name: fc.constantFrom('A', 'C'),
    valueFrom: fc.constant({ secretKeyRef: { name: 's', key: 'k' } }),
  }),
);
const container = fc.record(
  {
    name: fc.constantFrom('vmsingle', 'config-reloader', 'sidecar', 'Side_Car', textOf(63), textOf(64)),
    image: fc.constant('sidecar:1'),
    ports: fc.array(port, { maxLength: 3 }),
    env: fc.array(variable, { maxLength: 2 }),
    args: fc.array(anyText, { maxLength: 2 }),
    volumeMounts: fc.array(mount, { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
);
const labels = fc.dictionary(
  fc.constantFrom('team', 'example.org/x', textOf(63), textOf(64), 'bad key', 'app.kubernetes.io/name'),
  fc.oneof(fc.constantFrom('a', '', textOf(63), textOf(64), 'ä', 'a b'), anyText),
  { maxKeys: 2 },
);
const metadata = fc.record({ labels, annotations: labels }, { requiredKeys: [] });
const objectName = fc.constantFrom(
  'a',
  'a.b',
  'a-b',
  'A',
  textOf(53),
  textOf(54),
  textOf(60, '-x'),
  textOf(60, '-y'),
  textOf(253),
);

/** Everything that people add to a VMSingle, sensible or not, within what its CRD accepts. */
export const someExtras: fc.Arbitrary<KubeObject> = fc
  .record({
    name: anyName,
    spec: fc.record(
      {
        extraArgs: fc.dictionary(flagName, anyText, { maxKeys: 4 }),
        extraEnvs: fc.array(variable, { maxLength: 4 }),
        containers: fc.array(container, { maxLength: 2 }),
        initContainers: fc.array(container, { maxLength: 1 }),
        hostAliases: fc.array(
          fc.record({
            ip: fc.constantFrom('1.1.1.1', '::1', '1.1.1.2'),
            hostnames: fc.constantFrom(['a'], ['b', 'a']),
          }),
          { maxLength: 3 },
        ),
        volumes: fc.array(
          volumeName.map((name) => ({ name, emptyDir: {} })),
          { maxLength: 3 },
        ),
        volumeMounts: fc.array(mount, { maxLength: 3 }),
        tolerations: fc.array(
          fc.constantFrom({ operator: 'Exists' }, { key: 'a', value: 'b', effect: 'NoSchedule' }, { key: 'a' }),
          { maxLength: 3 },
        ),
        imagePullSecrets: fc.array(fc.record({ name: fc.constantFrom('a', 'b') }), { maxLength: 3 }),
        topologySpreadConstraints: fc.array(
          fc.record({
            maxSkew: fc.constantFrom(1, 2),
            topologyKey: fc.constantFrom('zone', 'host'),
            whenUnsatisfiable: fc.constant('ScheduleAnyway'),
          }),
          { maxLength: 3 },
        ),
        secrets: fc.array(objectName, { maxLength: 3 }),
        configMaps: fc.array(objectName, { maxLength: 3 }),
        insertPorts: fc.record(
          { graphitePort: fc.constantFrom('2003', '8429'), influxPort: fc.constantFrom('8089', '2003') },
          { requiredKeys: [] },
        ),
        port: fc.constantFrom('8429', '2003', '8428'),
        inlineRelabelConfig: fc.constant([{ action: 'labeldrop', regex: 'x' }]),
        podMetadata: metadata,
        managedMetadata: metadata,
        storageMetadata: metadata,
        storage: fc.constant({ resources: { requests: { storage: '1Gi' } } }),
        serviceSpec: fc.record({
          useAsDefault: fc.boolean(),
          metadata: fc.record({ name: anyName, labels }, { requiredKeys: [] }),
          spec: fc.record(
            {
              ports: fc.array(
                fc.record({
                  name: fc.constantFrom('http', 'own'),
                  port: fc.constantFrom(8429, 80),
                  targetPort: fc.constant(1),
                }),
                { maxLength: 2 },
              ),
            },
            { requiredKeys: [] },
          ),
        }),
        networkPolicy: fc.constant({ ingress: [{}] }),
        useLegacyNaming: fc.boolean(),
        serviceAccountName: fc.constantFrom('mine', 'not a name'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ name, spec }) => ({
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMSingle',
    metadata: { name },
    spec,
  }));
