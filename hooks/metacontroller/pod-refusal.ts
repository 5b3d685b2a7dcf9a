import type { Reason } from '../api/reasons.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { type Syntax, whyNoLabel, whyNoPortName, whyNoSubdomain, whyNoVariableName } from '../lib/kube-names.ts';
import { compareQuantities, parseQuantity } from '../lib/quantity.ts';

/** What is wrong with an object, before it is known which. */
export interface Complaint {
  readonly reason: Reason;
  readonly message: string;
}

/** What the API server would refuse in a pod spec that was put together from generated and from users' parts. `place` is its path, `claimTemplates` are the volumes that a StatefulSet adds. Source: ValidatePodSpec in k8s.io/kubernetes, pkg/apis/core/validation */
export function podComplaints(pod: JsonObject, place: string, claimTemplates: readonly string[]): readonly Complaint[] {
  const volumes = itemsOf(pod, 'volumes');
  const mountable = new Set([...volumes.map(nameOf), ...claimTemplates]);
  const containers = [
    ...itemsOf(pod, 'containers').map((container) => ({ container, at: `${place}.containers` })),
    ...itemsOf(pod, 'initContainers').map((container) => ({ container, at: `${place}.initContainers` })),
  ];
  const { serviceAccountName } = pod;
  return [
    ...(typeof serviceAccountName === 'string'
      ? complain(`${place}.serviceAccountName`, serviceAccountName, whyNoSubdomain)
      : []),
    ...volumes.flatMap((volume) => complain(`a volume of ${place},`, nameOf(volume), whyNoLabel)),
    ...duplicates(containers.map(({ container }) => nameOf(container))).map(
      (name): Complaint => ({ reason: 'DuplicateKey', message: `${place} holds two containers named ${show(name)}` }),
    ),
    ...containers.flatMap(({ container, at }) =>
      containerComplaints(container, `${at}[${nameOf(container)}]`, mountable),
    ),
  ];
}

function containerComplaints(container: JsonObject, place: string, volumes: ReadonlySet<string>): readonly Complaint[] {
  const ports = itemsOf(container, 'ports').filter((port) => typeof port['name'] === 'string' && port['name'] !== '');
  return [
    ...complain('a container,', nameOf(container), whyNoLabel),
    ...(container['image'] ? [] : [{ reason: 'InvalidField', message: `${place} has no image` } as const]),
    ...resourceComplaints(container, place),
    ...handlerComplaints(container, place),
    ...itemsOf(container, 'env').flatMap((variable) =>
      complain(`a variable of ${place},`, nameOf(variable), whyNoVariableName),
    ),
    ...ports.flatMap((port) => complain(`a port of ${place},`, nameOf(port), whyNoPortName)),
    ...duplicates(ports.map(nameOf)).map(
      (name): Complaint => ({ reason: 'DuplicateKey', message: `${place} holds two ports named ${show(name)}` }),
    ),
    ...itemsOf(container, 'volumeMounts')
      .filter((mount) => !volumes.has(nameOf(mount)))
      .map((mount): Complaint => {
        const message = `${place} mounts volume ${show(nameOf(mount))}, which the pod does not have`;
        return { reason: 'VolumeNotFound', message };
      }),
  ];
}

function resourceComplaints(container: JsonObject, place: string): readonly Complaint[] {
  const requests = fieldAt(container, ['resources', 'requests']);
  return Object.entries(isJsonObject(requests) ? requests : {}).flatMap(([name, request]): readonly Complaint[] => {
    const [asked, limit] = [String(request), String(fieldAt(container, ['resources', 'limits', name]))];
    if (!parseQuantity(asked).ok || !parseQuantity(limit).ok || compareQuantities(asked, limit) <= 0) return [];
    return [{ reason: 'InvalidField', message: `${place} requests ${asked} of ${name}, above its limit of ${limit}` }];
  });
}

const handlers = ['exec', 'grpc', 'httpGet', 'sleep', 'tcpSocket'] as const;

// A patch of the user merges into what is generated, and so may stand beside the generated handler instead of taking its place.
function handlerComplaints(container: JsonObject, place: string): readonly Complaint[] {
  const places = [
    ['livenessProbe'],
    ['readinessProbe'],
    ['startupProbe'],
    ['lifecycle', 'preStop'],
    ['lifecycle', 'postStart'],
  ];
  return places.flatMap((path): readonly Complaint[] => {
    const asked = fieldAt(container, path);
    const given = isJsonObject(asked) ? handlers.filter((handler) => isJsonObject(asked[handler])) : [];
    if (given.length < 2) return [];
    return [
      {
        reason: 'InvalidField',
        message: `${place}.${path.join('.')} has ${given.join(' and ')}, of which only one may be`,
      },
    ];
  });
}

function itemsOf(owner: JsonObject, field: string): readonly JsonObject[] {
  const list = owner[field];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '';
}

function duplicates(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function complain(place: string, text: string, syntax: Syntax): readonly Complaint[] {
  const why = syntax(text);
  return why === null ? [] : [{ reason: 'InvalidName', message: `${place} ${show(text)} ${why}` }];
}

function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
