import { defineConfig } from 'vitest/config'

// Two workers: the tests share the machine with the PostgreSQL (and, in e2e, the browser) they talk to.
const shared = { globalSetup: 'test/setup/postgres.ts', maxWorkers: 2 }

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'http', include: ['test/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
