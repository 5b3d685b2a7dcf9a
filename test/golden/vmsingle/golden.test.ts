import { expect } from 'vitest';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMSingle } from '../../../hooks/kinds/vmsingle/build.ts';
import { retainedClaims } from '../../../hooks/kinds/vmsingle/claim.ts';
import { relatedOf } from '../../fixtures/builders.ts';
import { describeGoldens } from '../golden-cases.ts';

// Documents in the order in which they are built, then the claims that outlive the VMSingle.
describeGoldens(vmsingleApi, import.meta.dirname, ({ parent, settings }) => {
  const built = buildVMSingle({ parent, children: {}, related: relatedOf(), settings });
  const claims = retainedClaims(parent, settings).map(({ claim }) => claim);
  expect(built.issues).toEqual([]);
  return [...built.phases.flatMap(({ children }) => children), ...claims].map(toYaml).join('---\n');
});
