/** Label of a bundle's Secret; its value is the uid of the workload that the values are for. It never changes, so customize may name it. */
export const bundleOfLabel = 'vmop.victoriametrics.com/bundle-of';
