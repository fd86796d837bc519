import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

/** Pictures of the screens a test went through; not committed. */
export const artifacts = path.resolve(import.meta.dirname, '../artifacts')

/** Why there is no browser here; null when there is one. */
export const missing = inject('chromium').missing

export const launch = async (): Promise<Browser> => {
  const { executablePath, args, env } = inject('chromium')
  return await chromium.launch({
    executablePath,
    args: [...args],
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

/** A key, once the page listens. */
export const press = async (page: Page, key: string): Promise<void> => {
  await page.waitForLoadState()
  await page.keyboard.press(key)
}
