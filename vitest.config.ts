import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { givenAddresses } from './tests/support/addresses.ts'
import { LongestFirst } from './tests/support/longest-first.ts'

/** Not one core less than there are, as by default: flows and pages wait for a server more than they compute. */
const workers = Math.max(2, availableParallelism())
/** Each has a server of its own, of which more than a few would only cost memory. */
const workersWithServer = givenAddresses().length || Math.min(4, workers)

export default defineConfig({
  test: {
    // Modules are pure and shared; isolation would reload them for each file (8 times slower, measured).
    isolate: false,
    maxWorkers: workers,
    sequence: { sequencer: LongestFirst },
    // Only what hangs takes as long, also beside other work.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // What is waited for comes at once on an idle machine; a busy one gets the time it needs.
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'tests/rules/**/*.test.ts',
            'web/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          maxWorkers: workersWithServer,
          sequence: { groupOrder: 1 },
          include: ['tests/flows/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          maxWorkers: workersWithServer,
          sequence: { groupOrder: 2 },
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/postgres.ts', 'tests/browser/chromium.ts'],
          testTimeout: 480_000,
        },
      },
    ],
  },
})
