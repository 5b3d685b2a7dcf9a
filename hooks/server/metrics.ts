import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createObjectStates, type ObjectState } from './object-states.ts';

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const sizes = [1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 16e6, 64e6];

/** Facts of the process that do not change. */
export interface ProcessFacts {
  readonly release: string;
  readonly kubernetesMinor: number;
  /** Every known environment variable with its effective text. */
  readonly parameters: readonly { readonly name: string; readonly value: string; readonly isSet: boolean }[];
  readonly startMs: number;
}

/** What the service counts. Names of the official operator keep their meaning (docs/metrics.md); label values are names, codes and catalogue reasons only. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Makes the metrics of one process on a registry of its own; `clock` gives milliseconds since 1970. */
export function createMetrics(facts: ProcessFacts, clock: () => number) {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[]) => new Gauge({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  const states = createObjectStates();

  collectDefaultMetrics({ register: registry });
  gauge('vm_app_version', 'Build and assumed cluster version; always 1', [
    'version',
    'short_version',
    'k8s_version',
  ]).set(
    { version: `vmop-${facts.release}`, short_version: facts.release, k8s_version: `1.${facts.kubernetesMinor}` },
    1,
  );
  gauge('vm_app_start_timestamp', 'Start of the process, Unix seconds', []).set(Math.floor(facts.startMs / 1000));
  new Gauge({
    name: 'vm_app_uptime_seconds',
    help: 'Seconds since the start of the process',
    registers,
    collect() {
      this.set((clock() - facts.startMs) / 1000);
    },
  });
  const parameter = gauge('config_parameter', 'Environment variables with their effective text', [
    'name',
    'value',
    'is_set',
  ]);
  for (const { name, value, isSet } of facts.parameters) parameter.set({ name, value, is_set: String(isSet) }, 1);
  new Gauge({
    name: 'operator_object_status',
    help: 'Status which this process last answered for an object; forgotten when no resync confirms it',
    labelNames: ['controller', 'namespace', 'name', 'status'],
    registers,
    collect() {
      this.reset();
      for (const { updateStatus, ...labels } of states.list(clock())) this.set({ ...labels, status: updateStatus }, 1);
    },
  });
  new Gauge({
    name: 'operator_controller_objects_count',
    help: 'Objects whose status this process knows',
    labelNames: ['controller'],
    registers,
    collect() {
      this.reset();
      for (const { controller } of states.list(clock())) this.inc({ controller });
    },
  });

  return {
    registry,
    /** Remembers the status of an object for operator_object_status. */
    setObjectState: (state: ObjectState, lifetimeMs: number): void => states.set(state, clock(), lifetimeMs),
    logMessages: counter('operator_log_messages_total', 'Log lines', ['level']),
    parsingErrors: counter(
      'operator_controller_object_parsing_errors_total',
      'Syncs of an object whose fields cannot be read',
      ['controller', 'namespaced_name'],
    ),
    reconciles: counter('controller_runtime_reconcile_total', 'Syncs by outcome', ['controller', 'result']),
    reconcileErrors: counter('controller_runtime_reconcile_errors_total', 'Syncs without an answer', ['controller']),
    reconcileSeconds: histogram(
      'controller_runtime_reconcile_time_seconds',
      'Duration of syncs',
      ['controller'],
      durations,
    ),
    webhookRequests: counter('controller_runtime_webhook_requests_total', 'Admission requests', ['webhook', 'code']),
    webhookSeconds: histogram(
      'controller_runtime_webhook_latency_seconds',
      'Duration of admission requests',
      ['webhook'],
      durations,
    ),
    certificateReads: counter('certwatcher_read_certificate_total', 'Certificates read', []),
    certificateErrors: counter('certwatcher_read_certificate_errors_total', 'Certificates that could not be read', []),
    hookRequests: counter('vmop_hook_requests_total', 'Hook requests', ['controller', 'hook', 'code']),
    hookSeconds: histogram(
      'vmop_hook_duration_seconds',
      'Duration of hook requests, from the body to the answer',
      ['controller', 'hook'],
      durations,
    ),
    hookRequestBytes: histogram(
      'vmop_hook_request_bytes',
      'Size of hook request bodies',
      ['controller', 'hook'],
      sizes,
    ),
    hookResponseBytes: histogram('vmop_hook_response_bytes', 'Size of hook answers', ['controller', 'hook'], sizes),
    hookFailures: counter('vmop_hook_failures_total', 'Hook requests without an answer', [
      'controller',
      'hook',
      'reason',
    ]),
    guardRefusals: counter('vmop_guard_refusals_total', 'Answers that the guard withheld', ['controller', 'reason']),
  };
}
