import { defineConfig } from 'vitest/config'

// Two workers: the tests share the machine with the PostgreSQL (and, in e2e, the browser) they talk to.
const shared = { globalSetup: 'test/setup/postgres.ts', maxWorkers: 2 }

// Tests of the built-in PostgreSQL itself: the same whatever DATABASE_URL the others run on.
const ofBuiltIn = [
  'test/starting.test.ts',
  'test/embedded-postgres.test.ts',
  'test/kill.test.ts',
  'test/backup-command.test.ts',
]
const exclude = process.env.DATABASE_URL ? ofBuiltIn : []

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'http', include: ['test/**/*.test.ts'], exclude, testTimeout: 20_000 } },
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
