import { expect } from 'vitest';
import { vmclusterApi } from '../../../hooks/api/vmcluster.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMCluster } from '../../../hooks/kinds/vmcluster/build.ts';
import { normalise } from '../../conformance/compare.mjs';
import { clusterChildren } from '../../fixtures/some-vmcluster.ts';
import { describeGoldens } from '../golden-cases.ts';

// Documents in the order in which they are built. Secrets are shown decoded.
describeGoldens(vmclusterApi, import.meta.dirname, ({ parent, settings }) => {
  const built = buildVMCluster({ parent, children: clusterChildren(), settings });
  expect(built.issues).toEqual([]);
  return built.phases
    .flatMap(({ children }) => children)
    .map((child) => toYaml(child.kind === 'Secret' ? normalise(child) : child))
    .join('---\n');
});
