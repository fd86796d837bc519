import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** For the copy in which weakened gates are tried: the tests are collected instead of run once. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  resolve: { alias: [{ find: /^vitest$/, replacement: path.join(import.meta.dirname, 'collect.ts') }] },
  test: { include: ['tests/store/mutate/again.ts'], env: { EXPECT_DIALECT: 'sqlite' }, reporters: ['dot'] },
})
