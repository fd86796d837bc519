import { afterLook, type Called, leastBetweenLooksMs, ownBoards } from '../core/careers.ts'
import { msPerDay } from '../core/day.ts'
import { Refusal } from '../core/errors.ts'
import { type Settings, settingsSchema } from '../core/settings.ts'
import { type FoundBoard, findBoards } from '../sources/find-boards.ts'
import { findAccount } from '../store/accounts.ts'
import {
  accountsToLookAt,
  type CareersPage,
  callingsOf,
  enterCareersPage,
  saveLook,
  takeLook,
} from '../store/careers.ts'
import { type Feed, findFeed } from '../store/feeds.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import { findWorkspace } from '../store/workspace.ts'
import { boardKey, watchBoard } from './account-boards.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'
import { assertMayChange, setFeedEnabled, tryFeed } from './feeds.ts'
import { changeGate } from './gate.ts'
import { inParallel, meansOf } from './poll/by-host.ts'
import { type Looked, searchSite } from './poll/careers.ts'
import type { Means } from './poll/read.ts'
import { messageOf } from './stage.ts'

/** Accounts looked at in one run, and at once: a search is a few requests to each, with the usual pauses. */
const accountsPerRun = 40
const accountsAtOnce = 4
/** Who is due is asked again so long after nobody was. */
const restMs = 60 * 60_000

/** What is said of boards in the settings, and what holds before there is a workspace. */
export const boardSettings = async (app: App): Promise<Settings['boards']> =>
  (await findWorkspace(app.db))?.settings.boards ?? settingsSchema.parse({}).boards

/**
 * Looks for the boards of accounts at or above the fit floor, on their own sites, until the time is over. Answers how
 * many boards were found. The invented accounts of the sample have no sites.
 */
export const lookForBoards = async (app: App, means: Means, isOver: () => boolean): Promise<number> => {
  const workspace = await findWorkspace(app.db)
  if (!workspace?.settings.boards.look || workspace.sample) return 0
  const now = app.now()
  const rest = await watermark<{ until: number }>(app.db, 'careers')
  if (rest && rest.until > now && rest.until <= now + restMs) return 0
  const { fitFloor } = workspace.settings.boards
  const due = await accountsToLookAt(app.db, { fitFloor, now, limit: accountsPerRun })
  let found = 0
  await inParallel(due, accountsAtOnce, async (id) => {
    if (isOver()) return
    try {
      const look = await lookIfDue(app, id, means)
      found += look?.watched ?? 0 // read after the wait: others count at the same time
    } catch (error) {
      app.log.error({ account: id, error: messageOf(error) }, 'A search for boards failed')
    }
  })
  if (due.length < accountsPerRun) await commit(app, (tx) => [setWatermark(tx, 'careers', { until: now + restMs })], [])
  return found
}

/** Looks at one account's site now, because a person asks. Refuses within an hour of the last look. */
export const lookNow = async (app: App, person: Person | null, accountId: string): Promise<string> => {
  assertMayChange(person)
  if (!(await findAccount(app.db, accountId))) throw new Refusal('not_found', 'There is no such account')
  const end = await lookIfDue(app, accountId, await meansOf(app), app.now() - leastBetweenLooksMs)
  if (!end) throw new Refusal('conflict', 'Its site was looked at within the last hour')
  return end.answer
}

/**
 * Takes what a person enters: the address of a board, which is tried and then watched, or of the page where the jobs
 * stand, which is looked at. Answers what came of it in words.
 */
export const enterBoard = async (app: App, person: Person | null, accountId: string, address: string) => {
  assertMayChange(person)
  const url = URL.parse(address.trim())
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Refusal('invalid', 'That is not a web address such as https://…')
  const [board] = findBoards(url.href)
  if (!board) {
    await commit(app, (tx, at) => [enterCareersPage(tx, accountId, url.href, at)], [
      {
        actorId: person?.id ?? null,
        what: 'careers_page_entered',
        subject: 'account',
        subjectId: accountId,
      },
    ])
    return await lookNow(app, person, accountId)
  }
  const { good, message } = await tryBoard(app, accountId, board, await meansOf(app))
  if (!good) throw new Refusal('invalid', `${nameOf(board)} is not watched: ${message}`)
  const key = await watchBoard(app, person?.id ?? null, { accountId, board })
  const feed = await findFeed(app.db, key)
  if (feed && isAtRest(feed)) await setFeedEnabled(app, person, key, true)
  return `${nameOf(board)} is watched: ${message}`
}

const isAtRest = ({ enabled, state }: Feed): boolean => !enabled || state === 'paused' || state === 'gone'

/** Whether boards are looked for, and from which fit on accounts come first. */
export const setBoards = async (app: App, person: Person, boards: Settings['boards']): Promise<void> => {
  assertMayChange(person)
  await changeGate(app, ({ settings }) => ({
    workspace: { settings: settingsSchema.parse({ ...settings, boards }) },
    also: (tx, at) => [setWatermark(tx, 'careers', { until: at })],
    audit: [
      {
        actorId: person.id,
        what: 'boards_changed',
        subject: 'workspace',
        subjectId: '1',
        detail: boards,
      },
    ],
  }))
}

type LookEnd = { watched: number; answer: string }

/** Null when it is not due, or somebody else looks. */
const lookIfDue = async (app: App, id: string, means: Means, lookedBefore?: number): Promise<LookEnd | null> => {
  const now = app.now()
  const turn = { now, until: now + msPerDay, ...(lookedBefore === undefined ? {} : { lookedBefore }) }
  const page = await takeLook(app.db, id, turn)
  return page ? await lookAt(app, page, means) : null
}

const lookAt = async (app: App, page: CareersPage, means: Means): Promise<LookEnd> => {
  const called = await callingsOf(app.db, page.accountId)
  const looked = await searchSite(app, { ...page, domain: called.domains[0] ?? null }, means)
  const { watched, words } = await takeBoards(app, page, looked, called, means)
  const answer = [looked.answer, ...words].join('; ').slice(0, 1_000)
  await save(app, page, looked, answer, means)
  return { watched, answer }
}

const save = async (app: App, page: CareersPage, looked: Looked, answer: string, { hosts }: Means) => {
  const { accountId } = page
  const url = looked.url ?? page.url
  const change = { url, lastAnswer: answer, ...afterLook(page, looked.wasRead, app.now()) }
  await commit(app, (tx) => [saveLook(tx, accountId, change), ...hosts.steps(tx, looked.heard)], [])
}

/** Watches those boards that are the account's own and answer; says of each what became of it. */
const takeBoards = async (app: App, { accountId }: CareersPage, looked: Looked, called: Called, means: Means) => {
  const own = new Set(ownBoards(looked.boards, called, looked.isJobsPage))
  const words: string[] = []
  let watched = 0
  for (const board of looked.boards.slice(0, mostBoardsTold)) {
    const { isNew, word } = own.has(board)
      ? await takeBoard(app, accountId, board, means)
      : { isNew: false, word: 'may be another company’s: enter it if it is this one’s' }
    words.push(`${nameOf(board)} ${word}`)
    if (isNew) watched++
  }
  return { watched, words }
}

const mostBoardsTold = 5

const takeBoard = async (app: App, accountId: string, board: FoundBoard, means: Means) => {
  const known = await findFeed(app.db, boardKey(board))
  if (known) return { isNew: false, word: known.accountId === accountId ? 'is known' : 'is another account’s' }
  const { good, message } = await tryBoard(app, accountId, board, means)
  if (!good) return { isNew: false, word: `does not answer: ${message}` }
  await watchBoard(app, null, { accountId, board })
  return { isNew: true, word: 'is watched' }
}

const tryBoard = async (app: App, accountId: string, { kind, settings }: FoundBoard, means: Means) =>
  await tryFeed(app, { name: settings.board, category: 'hiring', kind, settings, accountId }, means)

/** "Lever acme" */
const nameOf = ({ kind, settings }: FoundBoard): string =>
  `${kind[0]!.toUpperCase()}${kind.slice(1)} “${settings.board}”`
