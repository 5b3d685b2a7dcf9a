/** A job of the recorded cases that contradicts itself, so that vmagent leaves it out and runs all others. */
interface ContradictoryJob {
  readonly case: string;
  readonly jobs: readonly string[];
  readonly reason: string;
  /** Only an old vmagent (1.79.5) leaves it out. */
  readonly onlyOld?: true;
}

const twoLogins =
  'The object gives more than one kind of credentials; the case shows how each kind is written, not that they go together.';

/** All of them. A job that is not here must be loaded, and one that is here must be skipped: else the row is out of date. */
export const contradictoryJobs: readonly ContradictoryJob[] = [
  {
    case: 'vmagent-full-client-every-kind',
    jobs: [
      'nodeScrape/demo/f-node',
      'podScrape/demo/f-pod/0',
      'probe/demo/f-probe',
      'scrapeConfig/demo/f-conf',
      'serviceScrape/demo/f-svc/0',
      'staticScrape/demo/f-stat/0',
    ],
    reason: twoLogins,
  },
  {
    case: 'vmagent-scrape-classes-files',
    jobs: ['podScrape/demo/pods/0', 'serviceScrape/demo/first-class/0', 'serviceScrape/demo/plain/0'],
    reason: twoLogins,
  },
  {
    case: 'vmagent-scrape-classes',
    jobs: [
      'nodeScrape/demo/node',
      'podScrape/demo/pod/0',
      'probe/demo/probe',
      'scrapeConfig/demo/conf',
      'serviceScrape/demo/named/0',
      'serviceScrape/demo/named/1',
      'staticScrape/demo/stat/0',
    ],
    reason: twoLogins,
  },
  { case: 'vmnodescrape-full', jobs: ['nodeScrape/demo/authz'], reason: twoLogins },
  { case: 'vmservicescrape-auth', jobs: ['serviceScrape/demo/auth/17'], reason: twoLogins },
  {
    case: 'vmservicescrape-auth',
    jobs: ['serviceScrape/demo/auth/14'],
    reason: 'A certificate without its key: an old vmagent reads both at once, a new one when it connects.',
    onlyOld: true,
  },
  {
    case: 'vmservicescrape-relabel-forms',
    jobs: ['serviceScrape/demo/forms/0'],
    reason: 'The case writes an action that no vmagent knows.',
  },
  {
    case: 'vmsingle-scrape-selectors',
    jobs: ['podScrape/demo/pods-broken/0'],
    reason: 'The case writes a regular expression that lacks its closing bracket.',
  },
];
