import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { catalogueFiles } from './adapters/catalogue-files.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { App } from './pipeline/app.ts'
import { importCatalogue } from './pipeline/feeds.ts'
import type { StageEnd } from './pipeline/runs.ts'
import { setUpCode } from './pipeline/set-up.ts'
import { newSignInLink } from './pipeline/sign-in.ts'
import { openSample } from './sample.ts'
import { startSchedule } from './schedule.ts'
import { allUsers } from './store/users.ts'
import { findWorkspace } from './store/workspace.ts'
import { assertSafeHost, createWeb } from './web/index.ts'
import { projectFolder, usesSample, wire } from './wire.ts'

const linkMs = 3_600_000
/** A mail server may take its time over the last message; then it is over all the same. */
const longestStopMs = 60_000

const start = async () => {
  const config = readConfig(process.env)
  checkHost(config)
  const sample = usesSample(config)
  const wired = await wire({ config, sample })
  const feeds = sample ? await openSample(wired) : null
  await readCatalogue(wired.app)
  await wired.advanceEpoch()
  const web = await listen(wired.app, config)
  const allow = feeds ? { host: feeds.host, port: feeds.port } : undefined
  const schedule = startSchedule(wired, { config, sample, baseUrl: wired.app.baseUrl, ...(allow ? { allow } : {}) })
  const ready = Boolean(await findWorkspace(wired.app.db))
  if (ready) console.log(summary(await schedule.runNow()))
  await welcome(wired.app, sample)
  const stop = async () => {
    setTimeout(() => process.exit(1), longestStopMs).unref()
    await Promise.all([schedule.stop(), web.close(), feeds?.close()])
    await wired.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
}

const checkHost = (config: Config) => {
  try {
    assertSafeHost(config)
  } catch (error) {
    throw new ConfigError((error as Error).message)
  }
}

/** The feeds that the files in `feeds/` name, off unless a file says otherwise. A wrong file is told. */
const readCatalogue = async (app: App) => {
  for (const { name, text } of catalogueFiles(path.join(projectFolder, 'feeds')))
    try {
      await importCatalogue(app, [text])
    } catch (error) {
      console.error(`feeds/${name} was not read: ${(error as Error).message}`)
    }
}

const listen = async (app: App, { host, port }: Config) => {
  const server = serve({ fetch: createWeb({ app }).fetch, hostname: host, port })
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw error.code === 'EADDRINUSE'
        ? new ConfigError(`DAYBREAK_PORT: ${port} is in use on ${host}; choose another one`)
        : error
    }),
  ])
  const { port: actual } = server.address() as AddressInfo
  app.baseUrl = app.baseUrl.replace(/:0$/, `:${actual}`) // port 0: the system chose one
  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      }),
  }
}

const summary = (ends: readonly StageEnd[]): string =>
  ends
    .map(({ stage, counts, error }) => {
      const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
      return `  ${stage.padEnd(9)} ${error ?? told.join(', ')}`
    })
    .join('\n')

/** Where to go, and for the sample a link for each of its people. */
const welcome = async (app: App, sample: boolean) => {
  console.log(`\nDaybreak is at ${app.baseUrl}`)
  if (!(await findWorkspace(app.db)))
    return console.log(`Open it to set up your workspace; the form asks for this code: ${setUpCode(app)}`)
  if (!sample) return
  console.log('Sign in to the sample workspace as (each link works once, for an hour):')
  for (const { id, name, role, timeZone } of await allUsers(app.db))
    console.log(`  ${`${name}, ${role}, ${timeZone}`.padEnd(44)} ${await newSignInLink(app, id, linkMs)}`)
}

start().catch((error: Error) => {
  console.error(error instanceof ConfigError ? `The configuration is wrong:\n${error.message}` : error)
  process.exit(error instanceof ConfigError ? 78 : 1)
})
