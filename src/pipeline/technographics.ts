import { atomically, type Tx } from '#dialect'
import type { FactValue } from '../core/account.ts'
import type { Instant } from '../core/document.ts'
import { stableJson } from '../core/hash.ts'
import { historyOf } from '../core/hiring/history.ts'
import { openingFacts } from '../core/hiring/opening-facts.ts'
import { slowDown } from '../core/hiring/pace.ts'
import { technologiesOf } from '../core/technology/facts.ts'
import { type Sighting, sightingsIn } from '../core/technology/sightings.ts'
import { endFact, factsOf, findAccount, insertFact, type StoredFact, touchFacts } from '../store/accounts.ts'
import { accountsWithBoardNews, type Posting, postingsOfAccount } from '../store/feeds.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import type { App } from './app.ts'

/** Boards that were saved while the last run was reading are looked at again. */
const overlapMs = 10 * 60_000
/** What the account's facts name as their source. */
export const postingsSource = 'job postings'

/**
 * What the job boards say of their accounts, as facts: the technologies that postings name, how many openings there
 * are and how they grow, and whether hiring has slowed down. Looks at accounts with news since the last run; the same postings give the same facts, written once.
 */
export const learnFromBoards = async (app: App): Promise<number> => {
  const now = app.now()
  const seen = await watermark<{ at: Instant }>(app.db, 'technographics')
  const ids = await accountsWithBoardNews(app.db, (seen?.at ?? 0) - overlapMs)
  let learnt = 0
  for (const id of ids) learnt += await learnFromBoardsOf(app, id)
  await atomically(app.db, (tx) => [setWatermark(tx, 'technographics', { at: now })])
  return learnt
}

/** A page is made of so many postings, the last seen first; the facts are made of all. */
const mostShown = 400

/** What the account's postings name, each with the sentence that first did and when it was first and last seen. */
export const technologiesNamed = async (app: App, accountId: string): Promise<Sighting[]> => {
  const account = await findAccount(app.db, accountId)
  const postings = await postingsOfAccount(app.db, accountId)
  const last = postings.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt).slice(0, mostShown)
  return sightingsIn(last, account?.name ?? '')
}

const learnFromBoardsOf = async (app: App, accountId: string): Promise<number> => {
  const account = await findAccount(app.db, accountId)
  if (!account) return 0
  const facts = await factsOf(app.db, [accountId])
  const postings = await postingsOfAccount(app.db, accountId)
  const now = app.now()
  const changes = [
    technologyFact(account.name, postings, facts, now),
    paceFact(account.name, postings, facts, now),
    ...openingChanges(postings, facts, now),
  ].flatMap((change) => change ?? [])
  if (changes.length === 0) return 0
  await atomically(app.db, (tx) => [
    ...changes.flatMap((change) => factSteps(tx, app, now, accountId, change)),
    touchFacts(tx, [accountId], now),
  ])
  return changes.length
}

type Change = { field: string; value: FactValue; replaces: StoredFact | undefined }

/** What was imported last stays in the list, whatever the postings name. */
const technologyFact = (company: string, postings: Posting[], facts: StoredFact[], now: Instant): Change | null => {
  const ofField = facts.filter(({ field }) => field === 'technologies')
  const stated = ofField.filter((fact) => fact.source !== postingsSource).sort((a, b) => a.from - b.from)
  const value = technologiesOf(listOf(stated.at(-1)?.value), sightingsIn(postings, company), now)
  return changeOf('technologies', value, ofField, value.length > 0)
}

const listOf = (value: FactValue | undefined): string[] =>
  Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : []

/** "slower", and "usual" again afterwards; nothing is said of an account that never slowed down. */
const paceFact = (company: string, postings: Posting[], facts: StoredFact[], now: Instant): Change | null => {
  const history = historyOf({ company, url: null, known: postings, openings: postings, complete: true, now }, [])
  const isSlower = slowDown(history).length > 0
  const ofField = facts.filter(({ field }) => field === 'hiringPace')
  return changeOf('hiringPace', isSlower ? 'slower' : 'usual', ofField, isSlower || ofField.length > 0)
}

const openingChanges = (postings: Posting[], facts: StoredFact[], now: Instant): (Change | null)[] =>
  Object.entries(openingFacts(postings, now)).map(([name, value]) =>
    changeOf(
      name,
      value,
      facts.filter(({ field }) => field === name),
      true,
    ),
  )

const changeOf = (field: string, value: FactValue, facts: StoredFact[], isKnown: boolean): Change | null => {
  const replaces = facts.find(({ to }) => to === null)
  return isKnown && stableJson(replaces?.value ?? null) !== stableJson(value) ? { field, value, replaces } : null
}

const factSteps = (tx: Tx, app: App, now: Instant, accountId: string, { field, value, replaces }: Change) => {
  const from = Math.max(now, (replaces?.from ?? -1) + 1)
  return [
    ...(replaces ? [endFact(tx, replaces.id, from)] : []),
    insertFact(tx, { id: app.newId(), accountId, field, value, source: postingsSource, from, to: null }),
  ]
}
