import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../src/store/schema/index.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Where people sign in. */
export type Place = {
  address: string
  /** The link that signs in this person, or the sample's first of that role. */
  link: (who: Role) => string | Promise<string>
  stop: () => Promise<void>
}
export type Server = Place & { folder: string }

const introduced = { rep: /rep, Europe/, manager: /manager/, admin: /admin/ }

/** The real thing, as `npm start` runs it: sample workspace, sample feeds, its own folder, any free port. */
export const startServer = async (environment: Record<string, string> = {}): Promise<Server> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daybreak-'))
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...cleanEnvironment(), DAYBREAK_DATA: folder, DAYBREAK_PORT: '0', DAYBREAK_LOG: 'warn', ...environment },
  })
  const said = await spoken(server)
  const address = /Daybreak is at (\S+)/.exec(said)?.[1]
  if (!address) throw new Error(`The server did not start:\n${said}`)
  return {
    address,
    folder,
    link: (who) => {
      const line = said.split('\n').find((each) => introduced[who].test(each) && each.includes('/sign-in/link/'))
      return /http\S+$/.exec(line ?? '')?.[0] ?? ''
    },
    stop: () => ended(server, folder),
  }
}

const cleanEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name, value]) => value !== undefined && !/^(DAYBREAK|OPENAI|VITEST)/.test(name),
    ),
  ) as Record<string, string>

/** Everything it said until it was ready, or until it gave up. */
const spoken = (server: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk
      // the links of the sample's people, or the address of the set-up page, are the last thing it says
      if (/\/sign-in\/link\/[\w-]+\n(?:.*\n)*$/.test(said) && said.match(/\/sign-in\/link\//g)!.length >= 4)
        resolve(said)
      if (/set up your workspace/.test(said)) resolve(said)
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('exit', () => resolve(said))
  })

const ended = async (server: ChildProcess, folder: string): Promise<void> => {
  const gone = new Promise<void>((resolve) => {
    if (server.exitCode !== null) resolve()
    server.once('exit', () => resolve())
  })
  server.kill('SIGTERM')
  await gone
  rmSync(folder, { recursive: true, force: true })
}

/** A window of one's own; what goes wrong in any page of it is added to `errors`. */
export const openPage = async (
  browser: Browser,
  errors: string[],
  options: BrowserContextOptions = {},
): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => {
    // The browser's own word for a fade between two pages that it gave up because the next one was slow.
    if (!/^Transition was (?:aborted|skipped)/.test(message)) errors.push(message)
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return page
}

/** By the link of a mail or of the log, as far as the desk. */
export const signIn = async (page: Page, link: string): Promise<void> => {
  await page.goto(link)
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.waitForURL((url) => url.pathname === '/')
}
