import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { parse } from 'yaml'
import { z } from 'zod'
import { atomically } from '#dialect'
import { renderRelativeDates } from '../adapters/relative-dates.ts'
import { sampleFeeds } from '../adapters/sample-server.ts'
import { settingsSchema } from '../core/settings.ts'
import { accountIndex } from '../store/accounts.ts'
import { upsertFeed } from '../store/feeds.ts'
import { insertAbsence, insertTerritory } from '../store/ranking.ts'
import { addUser } from '../store/users.ts'
import { findWorkspace, insertWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { sealGate } from './gate.ts'
import { publishIcp } from './icp.ts'
import { type ImportKind, importCsv } from './import.ts'

const words = z.string().min(1)
const sampleSchema = z.object({
  name: words,
  seller: z.object({ company: words, from_email: words, postal_address: words }),
  users: z.array(
    z.object({
      key: words,
      name: words,
      email: words,
      role: z.enum(['rep', 'manager', 'admin']),
      time_zone: words,
      capacity: z.number().default(15),
      absences: z.array(z.object({ from: words, to: words, cover: words.optional() })).default([]),
    }),
  ),
  territories: z.array(z.object({ name: words, users: z.array(words), rules: z.array(z.any()).default([]) })),
})
type Sample = z.infer<typeof sampleSchema>

const importOrder: readonly ImportKind[] = [
  'accounts',
  'contacts',
  'opportunities',
  'touches',
  'outcomes',
  'suppressions',
]

/** Fills an empty database with the sample workspace; a second call changes nothing. Dates are relative to `now`. */
export const loadSample = async (app: App, root: string, origin: string, chance: () => string): Promise<void> => {
  if (await findWorkspace(app.db)) return
  const now = app.now()
  const sample = sampleSchema.parse(
    parse(renderRelativeDates(readFileSync(path.join(root, 'workspace.yaml'), 'utf8'), now, 'iso')),
  )
  await addPeople(app, sample, chance)
  await sealGate(app)
  for (const kind of importOrder) await importSample(app, kind, path.join(root, `${kind}.csv`))
  await publishIcp(app, null, readFileSync(path.join(root, 'icp.yaml'), 'utf8'), 'The sample ICP')
  await watchSampleFeeds(app, root, origin)
}

/** Points the sample's feeds at where they are served now: the port is another one at every start. */
export const watchSampleFeeds = async (app: App, root: string, origin: string): Promise<void> => {
  const { byDomain } = await accountIndex(app.db)
  const now = app.now()
  await atomically(app.db, (tx) =>
    sampleFeeds(root, origin).map(({ accountDomain, ...feed }) =>
      upsertFeed(tx, {
        id: app.newId(),
        ...feed,
        accountId: accountDomain ? (byDomain.get(accountDomain)?.id ?? null) : null,
        nextPollAt: now,
        createdAt: now,
      }),
    ),
  )
}

const addPeople = async (app: App, sample: Sample, chance: () => string) => {
  const ids = new Map(sample.users.map(({ key }) => [key, app.newId()]))
  const managerId = ids.get(sample.users.find(({ role }) => role === 'manager')?.key ?? '') ?? null
  const now = app.now()
  await atomically(app.db, (tx) => [
    insertWorkspace(tx, workspaceRow(sample, now, chance)),
    ...sample.users.map(({ key, name, email, role, time_zone: timeZone, capacity }) =>
      addUser(tx, {
        id: ids.get(key)!,
        name,
        email,
        role,
        timeZone,
        capacity,
        managerId: role === 'rep' ? managerId : null,
        createdAt: now,
      }),
    ),
    ...sample.users.flatMap(({ key, absences }) =>
      absences.map(({ from, to, cover }) =>
        insertAbsence(tx, {
          id: app.newId(),
          userId: ids.get(key)!,
          fromDay: from.slice(0, 10),
          toDay: to.slice(0, 10),
          coverUserId: (cover && ids.get(cover)) || null,
        }),
      ),
    ),
    ...sample.territories.map(({ name, users, rules }, position) =>
      insertTerritory(tx, { id: app.newId(), name, position, rules, userIds: users.map((key) => ids.get(key)!) }),
    ),
  ])
}

/** Sending is on, into the folder only, at any hour: so that an approved message can be seen to land. */
const workspaceRow = ({ name, seller }: Sample, now: number, chance: () => string) => ({
  id: 1,
  name,
  timeZone: 'Europe/London',
  sample: true,
  sendingOn: true,
  salt: chance(),
  epoch: chance(),
  settings: settingsSchema.parse({
    sender: { company: seller.company, postalAddress: seller.postal_address, fromEmail: seller.from_email },
    quietHours: { from: 24, to: 0, weekends: false, holidays: false },
  }),
  createdAt: now,
})

const importSample = async (app: App, kind: ImportKind, file: string) => {
  const csv = renderRelativeDates(readFileSync(file, 'utf8'), app.now(), 'iso')
  const report = await importCsv(app, kind, Readable.from([csv]), { name: path.basename(file) })
  const [first] = report.errors
  if (first) throw new Error(`The sample file ${path.basename(file)} is wrong in line ${first.line}: ${first.message}`)
}
