import { defineConfig } from 'vitest/config';

const unit = ['test/unit/**/*.test.ts', 'test/properties/**/*.test.ts', 'test/golden/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      // Modules are pure, so test files may share them; loading all schemas anew for each file would double the time.
      { test: { name: 'unit', include: unit, testTimeout: 30_000, isolate: false } },
      {
        test: {
          name: 'e2e',
          include: ['test/conformance/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 900_000,
          fileParallelism: false,
          globalSetup: ['test/harness/global-setup.ts'],
        },
      },
    ],
  },
});
