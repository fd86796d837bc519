import { localDay } from '../core/day.ts'
import { fit as bestFit, type FitResult } from '../core/fit.ts'
import type { FrozenAccount } from '../core/frozen.ts'
import { parseIcp } from '../core/icp/parse.ts'
import { type IcpPreview, type IcpTestResult, icpPreview, type NamedSubject, runIcpTests } from '../core/icp/preview.ts'
import { type Width, widthOf } from '../core/icp/width.ts'
import type { IcpVersion } from '../core/icp.ts'
import { type RankedItem, rank } from '../core/rank.ts'
import { asVersion, liveIcps } from '../store/icps.ts'
import { activeUsers } from '../store/ranking.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { loadAccounts, loadRules } from './candidates.ts'
import { inputFrom } from './rank.ts'
import { namedSubjects } from './subjects.ts'
import { loadWords } from './words.ts'

export type QueueEffect = {
  /** First touches of all reps if today's queues were built now, with the versions in force and with the draft. */
  before: number
  after: number
  enters: QueueMove[]
  leaves: QueueMove[]
}
export type QueueMove = { accountId: string; name: string; owner: string | null; priority: number; tier: number | null }

export type WholePreview = IcpPreview & { tests: IcpTestResult[]; queue: QueueEffect; width: Width }

/** What publishing the file would do: tiers, names, its own tests, today's queues, and how wide its tiers are. */
export const previewIcp = async (app: App, yaml: string): Promise<WholePreview> => {
  const icp = parseIcp(yaml)
  const before = (await liveIcps(app.db)).map(asVersion)
  const draft = { id: 'draft', number: 0, icp }
  const after = [...before.filter((version) => version.icp.key !== icp.key), draft]
  const subjects = await namedSubjects(app.db, app.now())
  const moves = icpPreview(before, after, subjects, app.now())
  const { settings } = await getWorkspace(app.db)
  const capacity = (await activeUsers(app.db))
    .filter(({ role }) => role === 'rep')
    .reduce((sum, user) => sum + user.capacity, 0)
  const tiered = moves.after[1] + moves.after[2] + moves.after[3]
  return {
    ...moves,
    tests: runIcpTests(draft, subjects, app.now()),
    queue: await queueEffect(app, before, after, subjects),
    width: widthOf(tiered, capacity, settings.accountCooldownDays),
  }
}

const queueEffect = async (
  app: App,
  before: readonly IcpVersion[],
  after: readonly IcpVersion[],
  subjects: readonly NamedSubject[],
): Promise<QueueEffect> => {
  const { settings, timeZone: zone } = await getWorkspace(app.db)
  const now = app.now()
  const day = localDay(now, zone)
  const when = { now, day, zone, settings }
  const accounts = await loadAccounts(app.db, when)
  const rules = await loadRules(app.db, when)
  const words = await loadWords(app.db, accounts, zone)
  const itemsWith = (versions: readonly IcpVersion[]): Map<string, RankedItem> => {
    const icps = new Map(versions.map((version) => [version.id, version.icp]))
    const fits = new Map(subjects.map((subject) => [subject.id, bestFit(subject, versions, now)]))
    const refitted = new Map([...accounts].map(([id, account]) => [id, scoredAs(id, account, fits.get(id) ?? null)]))
    const with_ = { ...words, fit: (id: string) => fits.get(id) ?? null, icp: (id: string) => icps.get(id) ?? null }
    const { items } = rank(inputFrom({ accounts: refitted, rules }, day, with_, now))
    return new Map(
      items.filter(({ lane }) => lane === 'new' || lane === 'still_warm').map((item) => [item.accountId, item]),
    )
  }
  const [was, is] = [itemsWith(before), itemsWith(after)]
  const move = ({ accountId, ownerId, priority, tier }: RankedItem): QueueMove => ({
    accountId,
    name: words.accountName(accountId),
    owner: ownerId === null ? null : words.userName(ownerId),
    priority,
    tier,
  })
  const only = (some: typeof was, other: typeof was) =>
    [...some.values()].filter(({ accountId }) => !other.has(accountId)).map(move)
  return { before: was.size, after: is.size, enters: only(is, was), leaves: only(was, is) }
}

/** As if today's queues were not built yet, with this fit. A verdict on the old fit is answered by a new ICP. */
const scoredAs = (id: string, account: FrozenAccount, fit: FitResult | null): FrozenAccount => ({
  ...account,
  inFlight: account.inFlight && 'queueOf' in account.inFlight ? null : account.inFlight,
  fitId: fit ? id : null,
  icpVersionId: fit?.icpVersionId ?? null,
})
