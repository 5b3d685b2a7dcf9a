import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { textAt } from './fields.ts';
import type { NodeSimulator, PodPredicate, Release } from './node-simulator.ts';

/** Lets chosen pods take a while until they are ready, as real ones do; `msOf` says for each how many milliseconds. Pods that run to completion are not chosen. */
export function slowPods(nodes: NodeSimulator, applies: PodPredicate, msOf: () => number): Release {
  const readyAt = new Map<string, number>();
  const lookAgain = () => nodes.hold(() => false)();
  const plan = ({ metadata: { uid = '' } }: KubeObject): number => {
    const ms = msOf();
    // A little later, so that the time is over when it looks.
    setTimeout(lookAgain, ms + 10).unref();
    readyAt.set(uid, Date.now() + ms);
    return Date.now() + ms;
  };
  return nodes.hold((pod) => {
    if (textAt(pod.spec, 'restartPolicy') !== 'Always' || !applies(pod)) return false;
    return Date.now() < (readyAt.get(pod.metadata.uid ?? '') ?? plan(pod));
  });
}
