import { expect } from 'vitest';
import { vmagentApi } from '../../../hooks/api/vmagent.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMAgent } from '../../../hooks/kinds/vmagent/build.ts';
import { normalise } from '../../conformance/compare.mjs';
import { withEncodedData } from '../../conformance/corpus.ts';
import { agentChildren, agentRelated } from '../../fixtures/some-vmagent.ts';
import { describeGoldens } from '../golden-cases.ts';

// Documents in the order in which they are built. Secrets are shown decoded; what vmop makes for itself is left out, it has tests of its own.
describeGoldens(vmagentApi, import.meta.dirname, ({ parent, settings, related }) => {
  const built = buildVMAgent({
    parent,
    children: agentChildren(),
    related: agentRelated(...related.map((one) => (one.kind === 'Secret' ? withEncodedData(one) : one))),
    settings,
    now: '2026-01-02T03:04:05Z',
  });
  expect(built.issues).toEqual([]);
  return built.phases
    .flatMap(({ children }) => children)
    .filter(({ metadata }) => metadata.labels?.['vmop.victoriametrics.com/internal'] === undefined)
    .map((child) => toYaml(child.kind === 'Secret' ? normalise(child) : child))
    .join('---\n');
});
