import type { TestProject } from 'vitest/node'
import { chromium } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Awaited<ReturnType<typeof chromium>>
  }
}

/** One Chromium for all test files, unpacked before the first of them runs. */
export default async function setup(project: TestProject) {
  project.provide('chromium', await chromium())
}
