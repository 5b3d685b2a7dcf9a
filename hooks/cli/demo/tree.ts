import { fieldAt } from '../../lib/field-path.ts';
import { apiGroup, type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { Paint } from '../paint.ts';

/** A custom resource with its status and everything that belongs to it, drawn as a tree; one line each. */
export function drawTree(cr: KubeObject, objects: readonly KubeObject[], paint: Paint): readonly string[] {
  const children = objects.filter((object) => belongsTo(object, cr));
  const lines = children.map((child, index) => {
    const branch = index === children.length - 1 ? '└─' : '├─';
    return `  ${paint('dim', branch)} ${child.kind} ${child.metadata.name}${paint('dim', remarkOn(child))}`;
  });
  return [`${paint('bold', objectKey(cr))}  ${statusOf(cr, paint)}`, ...lines];
}

/** Children by controller reference; retained claims belong to the Namespace and are found by the labels of their CR. */
function belongsTo(object: KubeObject, cr: KubeObject): boolean {
  const owners = object.metadata.ownerReferences ?? [];
  if (owners.some(({ uid }) => uid === cr.metadata.uid)) return true;
  if (object.kind !== 'PersistentVolumeClaim' || object.metadata.namespace !== cr.metadata.namespace) return false;
  const { 'app.kubernetes.io/instance': instance, 'app.kubernetes.io/name': app } = object.metadata.labels ?? {};
  return instance === cr.metadata.name && app === cr.kind.toLowerCase();
}

function statusOf(cr: KubeObject, paint: Paint): string {
  const status = fieldAt(cr, ['status', 'updateStatus']);
  const reason = fieldAt(cr, ['status', 'reason']);
  switch (status) {
    case 'operational':
      return paint('green', 'operational');
    case 'failed':
      return `${paint('red', 'failed')}${typeof reason === 'string' ? `: ${reason}` : ''}`;
    default:
      return paint('yellow', typeof status === 'string' ? status : 'no status');
  }
}

function remarkOn(object: KubeObject): string {
  switch (`${apiGroup(object.apiVersion)}/${object.kind}`) {
    case 'apps/Deployment':
    case 'apps/StatefulSet': {
      const ready = fieldAt(object, ['status', 'readyReplicas']);
      const wanted = fieldAt(object, ['spec', 'replicas']);
      return `  ${String(ready ?? 0)}/${String(wanted ?? 1)} ready  ${imageOf(object)}`;
    }
    case '/PersistentVolumeClaim':
      return `  ${String(fieldAt(object, ['status', 'capacity', 'storage']) ?? '')}, outlives the custom resource`;
    case '/Service':
      return `  ${portsOf(object)}`;
    case '/ConfigMap':
      return `  ${Object.keys(recordAt(object, ['data'])).join(', ')}`;
    default:
      return '';
  }
}

function imageOf(object: KubeObject): string {
  const containers = fieldAt(object, ['spec', 'template', 'spec', 'containers']);
  const images = Array.isArray(containers) ? containers.map((container: unknown) => fieldAt(container, ['image'])) : [];
  return images.filter((image) => typeof image === 'string').join(', ');
}

function portsOf(object: KubeObject): string {
  const ports = fieldAt(object, ['spec', 'ports']);
  return Array.isArray(ports) ? ports.map((port: unknown) => String(fieldAt(port, ['port']))).join(', ') : '';
}

function recordAt(object: KubeObject, path: readonly string[]): object {
  const value = fieldAt(object, path);
  return typeof value === 'object' && value !== null ? value : {};
}
