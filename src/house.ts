import path from 'node:path'
import { catalogueFiles } from './adapters/catalogue-files.ts'
import type { Config } from './config.ts'
import type { App } from './pipeline/app.ts'
import { importCatalogue } from './pipeline/feeds.ts'
import { setUpCode } from './pipeline/set-up.ts'
import { newSignInLink } from './pipeline/sign-in.ts'
import { openSample } from './sample.ts'
import { startSchedule } from './schedule.ts'
import { allUsers, countUsers } from './store/users.ts'
import { createWeb } from './web/index.ts'
import { projectFolder, type Wiring, wire } from './wire.ts'

/** One workspace, open: its database, its pages and, once begun, its clock. */
export type House = Awaited<ReturnType<typeof openHouse>>

/** Opens the sample, or one's own workspace. `allow`: the one private address that its feeds may be read from. */
export const openHouse = async (
  config: Config,
  { sample, ...wiring }: Pick<Wiring, 'sample' | 'allow' | 'baseUrl'>,
) => {
  const wired = await wire({ config, sample, ...wiring })
  const { app } = wired
  const feeds = sample ? await openSample(wired) : null
  await readCatalogue(app)
  await wired.advanceEpoch()
  const web = createWeb({ app })
  const underWay = new Set<Promise<unknown>>()
  let schedule: ReturnType<typeof startSchedule> | null = null
  const allow = feeds ? { host: feeds.host, port: feeds.port } : wiring.allow
  return {
    app,
    sample,
    fetch: (...given: Parameters<typeof web.fetch>) => {
      const answer = Promise.resolve(web.fetch(...given))
      underWay.add(answer)
      void answer.finally(() => underWay.delete(answer))
      return answer
    },
    /** Starts the clock; by now it is known where people reach the app. */
    begin: () => {
      schedule = startSchedule(wired, { config, sample, baseUrl: app.baseUrl, ...(allow ? { allow } : {}) })
    },
    /** Lets what is under way end. */
    close: async () => {
      app.live.close()
      await Promise.all([schedule?.stop(), feeds?.close(), Promise.allSettled(underWay)])
      await wired.close()
    },
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

/** Where somebody goes who has just opened this workspace: to its set-up, its door, or into the sample as its admin. */
export const entranceOf = async ({ app, sample }: Pick<House, 'app' | 'sample'>): Promise<string> => {
  if ((await countUsers(app.db)) === 0) return `/set-up?code=${setUpCode(app)}`
  const admin = sample ? (await allUsers(app.db)).find(({ role, active }) => role === 'admin' && active) : undefined
  return admin ? new URL(await newSignInLink(app, admin.id)).pathname : '/sign-in'
}
