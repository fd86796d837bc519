import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Config, ConfigError, readConfig } from './config.ts'
import { entranceOf, type House, openHouse } from './house.ts'
import type { StageEnd } from './pipeline/runs.ts'
import { setUpCode } from './pipeline/set-up.ts'
import { newSignInLink } from './pipeline/sign-in.ts'
import { allUsers } from './store/users.ts'
import { findWorkspace } from './store/workspace.ts'
import { assertSafeHost } from './web/index.ts'
import { keepChoice, mayOpenOther, usesSample } from './wire.ts'

const linkMs = 3_600_000
/** A mail server may take its time over the last message; then it is over all the same. */
const longestStopMs = 60_000
const patienceMs = 5_000

const start = async () => {
  const config = readConfig(process.env)
  checkHost(config)
  let house = await openHouse(config, { sample: usesSample(config) })
  const web = await listen(config, (...given) => house.fetch(...given))
  house.app.baseUrl = house.app.baseUrl.replace(/:0$/, `:${web.port}`) // port 0: the system chose one
  /** The other workspace takes over once it is open; this one ends what is under way, and stays as it is. */
  const openOther = async (): Promise<string> => {
    const before = house
    const next = await openHouse(config, { sample: !before.sample, baseUrl: before.app.baseUrl })
    house = begun(next)
    keepChoice(config, next.sample)
    before.close().catch((error) => next.app.log.error({ error: String(error) }, 'The other workspace did not close'))
    if (await findWorkspace(next.app.db)) void next.app.runNow().catch(() => undefined) // a failed stage is in its log
    await welcome(next)
    return await entranceOf(next)
  }
  const begun = (opened: House): House => {
    let opening: Promise<string> | null = null // whoever presses twice goes the same way
    const open = () => {
      opening ??= openOther().catch((error) => {
        opening = null
        throw error
      })
      return opening
    }
    opened.app.openOther = mayOpenOther(config, opened.sample) ? open : null
    opened.begin()
    return opened
  }
  begun(house)
  if (await findWorkspace(house.app.db)) console.log(summary(await house.app.runNow()))
  await welcome(house)
  const stop = async () => {
    setTimeout(() => process.exit(1), longestStopMs).unref()
    await Promise.all([house.close(), web.close()])
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

const listen = async ({ host, port }: Config, fetch: House['fetch']) => {
  const server = serve({ fetch, hostname: host, port })
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw error.code === 'EADDRINUSE'
        ? new ConfigError(`DAYBREAK_PORT: ${port} is in use on ${host}; choose another one`)
        : error
    }),
  ])
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
        // who does not read to the end what they asked for holds nobody up
        if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), patienceMs).unref()
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
const welcome = async ({ app, sample }: House) => {
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
