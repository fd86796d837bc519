import { readFile } from 'node:fs/promises'
import { atomically } from '#dialect'
import { addDays, atLocalTime, type LocalDay } from '../core/day.ts'
import { type ListedItem, listedItems } from '../store/lists.ts'
import { cancelDraftsOf, closePursuit } from '../store/pursuits.ts'
import { signalsFound } from '../store/rehearsal.ts'
import { insertTouch } from '../store/touches.ts'
import type { App } from './app.ts'
import { draft } from './draft.ts'
import { extract } from './extract.ts'
import { fit } from './fit.ts'
import { publishIcp } from './icp.ts'
import { type ImportReport, importFile } from './import.ts'
import { match } from './match.ts'
import { rank } from './rank.ts'
import { type DatedDocument, readDocuments } from './rehearse/documents.ts'
import { addFoundAccounts, type PersonFor, publishFoundIcp } from './rehearse/found.ts'
import { type MorningItem, toMorningItem } from './rehearse/item.ts'
import { openFeeds, type Publish } from './rehearse/publish.ts'
import { openScratch } from './rehearse/scratch.ts'
import { type Miss, missesOf, type Reasons } from './rehearse/why-not.ts'
import { research } from './research.ts'

export type { Miss, MorningItem }

export type RehearseOptions = {
  accounts: string
  icp: string
  documents: string
  from: LocalDay
  to: LocalDay
  zone: string
  capacity: number
  /** Items carry over instead of counting as sent. */
  leave: boolean
  whyNot: boolean
  accountsFromSignals: boolean
  /** Somebody to write to at a company that only the news knows; nobody unless given. */
  personFor?: PersonFor
  onImported?: (report: ImportReport) => void
  onMorning?: (morning: Morning) => void
}

export type Morning = {
  day: LocalDay
  documents: number
  signals: number
  matched: number
  review: number
  /** What the rep works that day, best first. */
  items: MorningItem[]
  /** Beyond the rep's capacity. */
  waiting: number
  /** Only when asked for. */
  notQueued: Miss[]
  /** The same: how many accounts are queued or have each reason. */
  reasons: Reasons | null
}

export type Rehearsal = {
  mornings: Morning[]
  imported: ImportReport
  /** Lines of the documents' file that could not be read. */
  errors: { line: number; message: string }[]
}

const morningTime = '06:00'

/**
 * What the mornings of these days would have been: plays documents through the stages in a scratch database as if
 * each had been polled on its own day, and counts what is queued as sent on that day.
 */
export const rehearse = async (options: RehearseOptions): Promise<Rehearsal> => {
  const { from, to, zone } = options
  const { byDay, errors } = await readDocuments(options.documents, zone)
  const scratch = await openScratch({ zone, at: atLocalTime(addDays(from, -1), morningTime, zone) })
  try {
    const { app } = scratch
    const icp = await publishIcp(app, null, await readFile(options.icp, 'utf8'))
    if (options.accountsFromSignals) await publishFoundIcp(app, icp)
    const imported = await importFile(app, 'accounts', options.accounts)
    options.onImported?.(imported)
    const publish = openFeeds(app)
    const mornings: Morning[] = []
    const found = options.accountsFromSignals ? new Map<string, string>() : null
    for (let day = from; day <= to; day = addDays(day, 1)) {
      scratch.setTime(atLocalTime(day, morningTime, zone))
      const morning = await playMorning({ ...scratch, options, publish, found }, day, byDay.get(day) ?? [])
      mornings.push(morning)
      options.onMorning?.(morning)
    }
    return { mornings, imported, errors }
  } finally {
    await scratch.close()
  }
}

type Stage = {
  app: App
  ownerId: string
  options: RehearseOptions
  publish: Publish
  /** Accounts added from the news so far, by name; null when that was not asked for. */
  found: Map<string, string> | null
}

const playMorning = async (stage: Stage, day: LocalDay, documents: readonly DatedDocument[]): Promise<Morning> => {
  const { app, ownerId, options } = stage
  await stage.publish(documents)
  await extract.run(app)
  await match.run(app)
  if (stage.found) await addFoundAccounts(app, stage.found, options.personFor)
  await fit.run(app)
  const whyNot = options.whyNot ? await missesOf(app, day) : null
  await rank.run(app)
  const listed = (await listedItems(app.db, ownerId, day)).filter(({ item }) => laneOrder.includes(item.lane))
  const worked = inOrder(listed).slice(0, options.capacity)
  await research.run(app)
  await draft.run(app)
  const drafted = new Map((await listedItems(app.db, ownerId, day)).map((row) => [row.item.id, row]))
  const items: MorningItem[] = []
  for (const { item } of worked) items.push(await toMorningItem(app, drafted.get(item.id)!))
  if (!options.leave) await markSent(app, worked)
  const signals = await signalsFound(app.db, app.now())
  const decided = (decision: string) => signals.filter(({ matches }) => matches[0]?.decision === decision).length
  return {
    day,
    documents: documents.length,
    signals: signals.length,
    matched: decided('auto'),
    review: decided('review'),
    items,
    waiting: listed.length - worked.length,
    notQueued: whyNot?.misses ?? [],
    reasons: whyNot?.reasons ?? null,
  }
}

/** Without contacts every item needs one, so capacity is counted over all three lanes. */
const laneOrder: readonly string[] = ['new', 'still_warm', 'needs_contact']
const inOrder = (rows: ListedItem[]): ListedItem[] =>
  rows.sort((a, b) => laneOrder.indexOf(a.item.lane) - laneOrder.indexOf(b.item.lane) || a.item.rank - b.item.rank)

/** The rep worked the list: a touch at each, which is what cooldowns ask, and the pursuit is over. */
const markSent = async (app: App, worked: readonly ListedItem[]): Promise<void> => {
  const now = app.now()
  await atomically(app.db, (tx) =>
    worked.flatMap(({ item, account, trigger }) => [
      insertTouch(tx, {
        id: app.newId(),
        externalId: `rehearsal ${item.id}`,
        accountId: account.id,
        ownerId: item.ownerKey,
        channel: 'email',
        route: 'import',
        triggerId: trigger.id,
        triggerKind: trigger.kind,
        tier: item.tier,
        at: now,
      }),
      ...(item.pursuitId
        ? [cancelDraftsOf(tx, item.pursuitId, now), ...closePursuit(tx, item.pursuitId, now, 'Sent in the rehearsal')]
        : []),
    ]),
  )
}
