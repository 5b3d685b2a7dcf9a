import type { Fact } from './roll-out-facts.ts';

/** A change of one object; versions order the changes of all objects. */
export interface FactEvent {
  readonly version: number;
  /** The object is no longer there; `fact` is its last state. */
  readonly isGone: boolean;
  readonly fact: Fact;
}

/** What a run is allowed. */
export interface RollOutLimits {
  /** Pods which a workload may lack at a time, by its name, where its own spec does not say it. */
  readonly mayMiss?: Readonly<Record<string, number>>;
  /** Workloads that shall go with their pods, by name. */
  readonly leaves?: readonly string[];
}

/** What became of the workloads of a namespace. */
export interface RollOutReport {
  /** What must never happen, one sentence each. */
  readonly violations: readonly string[];
  /** Names of workloads in the order in which they began to roll. */
  readonly rolled: readonly string[];
  /** Most pods that a workload lacked at a time, by its name. */
  readonly missed: Readonly<Record<string, number>>;
  /** Names of all pods that there ever were, in the order of their creation, by the name of their workload. */
  readonly pods: Readonly<Record<string, readonly string[]>>;
}

type Of<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>;

interface Workload {
  fact: Of<'workload'>;
  isThere: boolean;
  /** Most of its pods that were ready at once, of those that it still wants. */
  peak: number;
  isRolling: boolean;
  lacking: number;
  missed: number;
}

/**
 * Plays the changes again in their order and judges the state after each one that came after version `since`: no two workloads roll at once,
 * which a workload does from the moment when one of its pods has another template until all of its pods are new and ready; none lacks
 * more pods than it may; no pod goes because its workload goes; no claim goes, or changes its owners.
 */
export function judgeRollOuts(events: readonly FactEvent[], since: number, limits: RollOutLimits = {}): RollOutReport {
  const history = new History(events, limits);
  for (const event of events.toSorted((a, b) => a.version - b.version)) history.play(event, event.version > since);
  return history.report();
}

class History {
  readonly #limits: RollOutLimits;
  readonly #templates = new Map<string, string>();
  readonly #workloads = new Map<string, Workload>();
  readonly #pods = new Map<string, Of<'pod'>>();
  readonly #claims = new Map<string, Of<'claim'>>();
  readonly #everyPod: Of<'pod'>[] = [];
  readonly #violations: string[] = [];
  readonly #rolled: string[] = [];
  #isJudged = false;

  constructor(events: readonly FactEvent[], limits: RollOutLimits) {
    this.#limits = limits;
    // What a revision holds never changes, and a pod may be seen before its revision.
    for (const { fact } of events) if (fact.kind === 'revision') this.#templates.set(fact.revision, fact.template);
  }

  play({ fact, isGone, version }: FactEvent, isJudged: boolean): void {
    this.#isJudged = isJudged;
    if (fact.kind === 'pod') this.#playPod(fact, isGone);
    else if (fact.kind === 'workload') this.#playWorkload(fact, isGone);
    else if (fact.kind === 'claim') this.#playClaim(fact, isGone);
    this.#look(version);
  }

  report(): RollOutReport {
    const workloads = [...this.#workloads.values()];
    const ofEach = <T>(value: (workload: Workload) => T) =>
      Object.fromEntries(workloads.map((workload) => [workload.fact.name, value(workload)]));
    return {
      violations: this.#violations,
      rolled: this.#rolled,
      missed: ofEach(({ missed }) => missed),
      pods: ofEach(({ fact }) => this.#everyPod.filter((pod) => selects(fact, pod)).map(({ name }) => name)),
    };
  }

  #playPod(pod: Of<'pod'>, isGone: boolean): void {
    const before = this.#pods.get(pod.uid);
    if (before === undefined && !isGone) this.#everyPod.push(pod);
    const isLost = (isGone || pod.isGoing) && before?.isGoing === false;
    for (const workload of this.#workloads.values()) {
      const { fact, isThere } = workload;
      if (isLost && selects(fact, pod) && (!isThere || fact.isGoing) && !this.#mayLeave(fact.name))
        this.#complain(`pod ${pod.name} goes with its workload`);
    }
    if (isGone) this.#pods.delete(pod.uid);
    else this.#pods.set(pod.uid, pod);
  }

  #playWorkload(fact: Of<'workload'>, isGone: boolean): void {
    const known = this.#workloads.get(fact.name) ?? { peak: 0, isRolling: false, lacking: 0, missed: 0 };
    this.#workloads.set(fact.name, { ...known, fact, isThere: !isGone });
  }

  #playClaim(claim: Of<'claim'>, isGone: boolean): void {
    const before = this.#claims.get(claim.uid) ?? claim;
    if (before.owners !== claim.owners)
      this.#complain(`claim ${claim.name} had the owners ${before.owners} and has ${claim.owners}`);
    if (isGone || claim.isGoing) this.#complain(`claim ${claim.name} goes`);
    this.#claims.set(claim.uid, claim);
  }

  #look(version: number): void {
    let isNew = false;
    for (const workload of this.#workloads.values()) {
      const { fact } = workload;
      const pods = [...this.#pods.values()].filter((pod) => selects(fact, pod));
      const ready = pods.filter(({ isReady }) => isReady).length;
      const wasRolling = workload.isRolling;
      const isOutdated = !fact.isOnDelete && pods.some((pod) => this.#templateOf(pod) !== fact.template);
      workload.isRolling = isOutdated || (wasRolling && (pods.length !== fact.replicas || ready < fact.replicas));
      if (workload.isRolling && !wasRolling) {
        isNew = true;
        if (this.#isJudged) this.#rolled.push(fact.name);
      }
      this.#lookForMissing(workload, ready, version);
    }
    const rolling = [...this.#workloads.values()].filter(({ isRolling }) => isRolling);
    if (isNew && rolling.length > 1)
      this.#complain(`${rolling.map(({ fact }) => fact.name).join(' and ')} roll at once at version ${version}`);
  }

  #lookForMissing(workload: Workload, ready: number, version: number): void {
    const { fact, isThere, lacking: before } = workload;
    if ((!isThere || fact.isGoing) && this.#mayLeave(fact.name)) {
      // Should it come back, it begins anew.
      workload.isRolling = false;
      workload.peak = 0;
      return;
    }
    workload.peak = Math.min(fact.replicas, Math.max(workload.peak, ready));
    workload.lacking = workload.peak - ready;
    if (!this.#isJudged) return;
    workload.missed = Math.max(workload.missed, workload.lacking);
    const limit = this.#limits.mayMiss?.[fact.name] ?? fact.mayMiss;
    if (workload.lacking > limit && workload.lacking > before)
      this.#complain(`${fact.name} lacks ${workload.lacking} pods at version ${version} and may lack ${limit}`);
  }

  #templateOf({ name, revision }: Of<'pod'>): string {
    const template = this.#templates.get(revision);
    if (template === undefined) throw new Error(`pod ${name} has the revision ${revision}, which was never seen`);
    return template;
  }

  #mayLeave(name: string): boolean {
    return this.#limits.leaves?.includes(name) === true;
  }

  #complain(violation: string): void {
    if (this.#isJudged) this.#violations.push(violation);
  }
}

function selects({ selector }: Of<'workload'>, { labels }: Of<'pod'>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
