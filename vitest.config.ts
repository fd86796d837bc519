import { defineConfig } from 'vitest/config'

const postgres = { conditions: ['postgres'] }
/** These put clocks of their own under what they load, so each loads it anew. */
const alone = ['tests/adapters/**/*.test.ts']

/** A morning and hostile words in a real browser; the other screens have a run of their own. */
const mornings = ['morning', 'payloads'].map((name) => `tests/browser/${name}.test.ts`)
const inBrowser = { globalSetup: 'tests/browser/setup.ts', testTimeout: 90_000, hookTimeout: 90_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', ...alone],
          // Nothing is kept between tests, so one file need not load what another has loaded.
          isolate: false,
          env: { EXPECT_DIALECT: 'sqlite' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'adapters',
          include: alone,
          env: { EXPECT_DIALECT: 'sqlite' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: postgres,
        ssr: { resolve: postgres },
        test: {
          name: 'postgres',
          include: ['tests/store/**/*.seam.test.ts'],
          env: { EXPECT_DIALECT: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'browser', include: mornings, ...inBrowser } },
      { test: { name: 'screens', include: ['tests/browser/**/*.test.ts'], exclude: mornings, ...inBrowser } },
    ],
  },
})
