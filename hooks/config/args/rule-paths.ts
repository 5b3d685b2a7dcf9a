/** Where files with generated rules lie in the container. */
export const rulePaths = { relabeling: '/etc/vm/relabeling', streamAggregation: '/etc/vm/stream-aggr' } as const;
