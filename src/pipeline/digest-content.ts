import { addDays, addWorkingDays, type LocalDay, msPerDay, startOfDay } from '../core/day.ts'
import type { Digest, DigestItem, DigestLine, DigestList } from '../core/digest.ts'
import type { Instant } from '../core/document.ts'
import { headline } from '../core/headline.ts'
import { rejectReasons } from '../core/review.ts'
import { clockReport } from '../core/working-clock.ts'
import {
  digestDrafts,
  digestItems,
  draftsStuck,
  enabledFeeds,
  failedNotices,
  followUpsDue,
  holdsDue,
  outcomesFor,
  pursuitsEnded,
} from '../store/digest.ts'
import { handoversOf } from '../store/handovers.ts'
import { unownedCards } from '../store/pages/queue.ts'
import { untouchedTier1 } from '../store/pages/team.ts'
import { evidenceBehind } from '../store/signals.ts'
import { allUsers, type User } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { lastBackup, oldBackupMs } from './backups.ts'
import { waitedOn } from './desk-figures.ts'
import { waitingFor } from './stand-in.ts'

type Morning = { app: App; user: User; day: LocalDay; at: Instant; since: Instant }

/** Everything one person's mail says on a day: what the queue, the desk and the feeds hold at that moment. */
export const digestOf = async (app: App, user: User, day: LocalDay): Promise<Digest> => {
  const { settings } = await getWorkspace(app.db)
  const before = addWorkingDays(day, -1, new Set(settings.holidays))
  const end = startOfDay(addDays(day, 1), user.timeZone) - 1
  const morning: Morning = {
    app,
    user,
    day,
    at: Math.min(app.now(), end),
    since: startOfDay(before, user.timeZone),
  }
  const items = await itemsOf(morning, user.id)
  const feeds = await feedLines(app)
  return {
    name: user.name.split(' ')[0] ?? user.name,
    day,
    items: user.role === 'rep' || items.length > 0 ? items : null,
    lists: [
      ...(await repLists(morning)),
      await waitingList(morning),
      ...(user.role === 'manager' ? await managerLists(morning) : []),
      ...(user.role === 'admin' ? await adminLists(morning) : []),
      { title: 'Feeds that fail', lines: feeds.failing },
    ],
    freshness: feeds.freshness,
    link: `${app.baseUrl}/`,
  }
}

/** What a day's list holds that can be worked as a first touch, best first. */
const itemsOf = async ({ app, day, at }: Morning, ownerKey: string): Promise<DigestItem[]> => {
  const rows = await digestItems(app.db, ownerKey, day)
  const shown = workLanes.flatMap((lane) => rows.filter(({ item }) => item.lane === lane))
  const quotes = await quotesOf(
    app,
    shown.map(({ trigger }) => trigger.id),
  )
  const drafts = new Map(
    (
      await digestDrafts(
        app.db,
        shown.flatMap(({ item }) => item.pursuitId ?? []),
      )
    ).map((row) => [row.draft.pursuitId, row]),
  )
  return shown.map(({ item, accountName, trigger }) => {
    const draft = drafts.get(item.pursuitId ?? '')
    const quote = quotes.get(trigger.id)
    return {
      account: accountName,
      tier: item.tier,
      fresh: item.lane === 'new',
      trigger: headline(trigger.kind, trigger.trigger.fields),
      disputed: trigger.trigger.contradictions.map(({ field }) => field),
      age: ageOf(trigger.at, at),
      quote: quote?.quote ?? null,
      publisher: quote?.publisher ?? null,
      url: quote?.url ?? null,
      contact: draft?.contactName ? [draft.contactName, draft.contactTitle].filter(Boolean).join(', ') : null,
      draft: draft ? (draftWords[draft.draft.state] ?? draft.draft.state) : 'No draft yet',
      link: `${app.baseUrl}/items/${item.pursuitId ?? ''}`,
    }
  })
}

const workLanes = ['new', 'still_warm', 'needs_contact']

const draftWords: Readonly<Record<string, string>> = {
  pending: 'Draft ready for you',
  submitted: 'Waits for a manager',
  approved: 'Approved',
  queued: 'About to leave',
  sent: 'Sent',
  failed: 'Could not be sent',
  unknown: 'Nobody knows whether it left',
  quarantined: 'Draft needs your hand',
  expired: 'Approval expired',
}

/** The sentence and its source, from the earliest evidence of each trigger. */
const quotesOf = async (app: App, triggerIds: string[]) => {
  const quotes = new Map<string, { quote: string; publisher: string; url: string | null }>()
  for (const { triggerId, signal, document } of await evidenceBehind(app.db, triggerIds)) {
    if (quotes.has(triggerId)) continue
    const url = /^https?:\/\//i.test(document.url ?? '') ? document.url : null
    quotes.set(triggerId, { quote: signal.signal.quote, publisher: document.publisher, url })
  }
  return quotes
}

const repLists = async ({ app, user, day, at, since }: Morning): Promise<DigestList[]> => {
  const page = (path: string) => `${app.baseUrl}${path}`
  const lately = { from: since, to: at }
  const replies = (await outcomesFor(app.db, user.id, lately, since - 3 * msPerDay)).map(
    ({ outcome, accountName }) => ({
      about: accountName,
      text: (outcome.replyClass ?? outcome.kind).replaceAll('_', ' '),
      link: page(`/accounts/${outcome.accountId}`),
    }),
  )
  const due = (await followUpsDue(app.db, user.id, day)).map(({ followUp, accountName }) => ({
    about: accountName,
    text: followUp.note,
    link: page('/?lane=follow_ups'),
  }))
  const handed = (await handoversOf(app.db, user.id, at)).filter(
    ({ handover }) => handover.answer === null && handover.toId === user.id,
  )
  const held = (await holdsDue(app.db, user.id, lately)).map(({ hold, accountName }) => ({
    about: accountName,
    text: hold.reason,
    link: page(`/accounts/${hold.accountId}`),
  }))
  const ended = (await pursuitsEnded(app.db, user.id, lately, ['sent', ...rejectReasons])).map(
    ({ pursuit, accountName }) => ({ about: accountName, text: pursuit.closeReason ?? '' }),
  )
  return [
    { title: 'Answers since the last working day', lines: replies },
    {
      title: 'Handed to you, waiting for your answer',
      lines: handed.map(({ handover, accountName }) => ({
        about: accountName,
        text: `for ${ageOf(handover.at, at)}`,
        link: page('/hand-overs'),
      })),
    },
    { title: 'Follow-ups due', lines: due },
    { title: 'Back from a hold', lines: held },
    { title: 'No longer on your list', lines: ended },
  ]
}

/** What waits for this person's approval: a manager's, or that of who stands in for one. */
const waitingList = async ({ app, user, at }: Morning): Promise<DigestList> => ({
  title: 'Waiting for your approval',
  lines: (user.role === 'admin' ? [] : await waitingFor(app, user)).map(({ draft, accountName, ownerName }) => ({
    about: accountName,
    text: `from ${ownerName}, for ${ageOf(draft.changedAt, at)}`,
    link: `${app.baseUrl}/approvals?draft=${draft.id}`,
  })),
})

const managerLists = async (morning: Morning): Promise<DigestList[]> => {
  const { app, day } = morning
  const untouched = await untouchedTier1(app.db, addDays(day, -7))
  const open = Map.groupBy(untouched, ({ ownerId }) => ownerId)
  const tier1 = [...open].map(([ownerId, all]) => ({
    about: all[0]!.ownerName,
    text: `${all.length}: ${all.map(({ accountName }) => accountName).join(', ')}`,
    link: `${app.baseUrl}/?of=${ownerId}`,
  }))
  const unowned = (await unownedCards(app.db, day)).map(({ accountId, accountName, triggers: [lead] }) => ({
    about: accountName,
    text: lead ? headline(lead.kind, lead.trigger.fields) : '',
    link: `${app.baseUrl}/accounts/${accountId}`,
  }))
  return [
    { title: 'Untouched Tier 1', lines: tier1, count: untouched.length },
    await clockList(morning),
    { title: 'Fresh news at accounts nobody owns', lines: unowned },
    await stuckList(app),
  ]
}

/** How long new accounts waited for their first touch in the last week, on each owner's working clock. */
const clockList = async ({ app, at }: Morning): Promise<DigestList> => {
  const waited = await waitedOn(app, { since: at - 7 * msPerDay, ownerId: '', segment: '', kind: '' })
  const names = new Map((await allUsers(app.db)).map(({ id, name }) => [id, name]))
  const lines = [...Map.groupBy(waited, ({ ownerId }) => ownerId)].flatMap(([ownerId, of]) => {
    const about = names.get(ownerId)
    const { touched, p50Ms, p90Ms, late } = clockReport(of)
    const times = touched > 0 ? `half within ${hoursIn(p50Ms)}, nine in ten within ${hoursIn(p90Ms)}` : 'no touch yet'
    return about ? [{ about, text: `${times}; ${late} wait longer than 24 h`, link: `${app.baseUrl}/team` }] : []
  })
  return { title: 'From first seen to first touch, 7 days, working time', lines }
}

const hoursIn = (ms: number | null): string => `${Math.ceil((ms ?? 0) / hourMs)} h`

const adminLists = async ({ app, since }: Morning): Promise<DigestList[]> => {
  const mail = (await failedNotices(app.db, since)).map(({ notice, to }) => ({
    about: `To ${to}`,
    text: notice.error ?? '',
  }))
  return [{ title: 'Mail that could not be sent', lines: mail }, await backupList(app), await stuckList(app)]
}

/** Says when the last backup is old, or that there is none. The sample needs none. */
const backupList = async (app: App): Promise<DigestList> => {
  const { sample } = await getWorkspace(app.db)
  const last = await lastBackup(app)
  const text = last ? `made ${ageOf(last.at, app.now())} ago` : 'none was made yet'
  const isFresh = last !== null && app.now() - last.at <= oldBackupMs
  return {
    title: 'Backups',
    lines: sample || isFresh ? [] : [{ about: 'The last one', text, link: `${app.baseUrl}/admin/backups` }],
  }
}

/** Messages of which only a person can say what became of them. */
const stuckList = async (app: App): Promise<DigestList> => ({
  title: 'Messages that wait for a word from a person',
  lines: (await draftsStuck(app.db)).map(({ draft, accountName, ownerName }) => ({
    about: accountName,
    text: `from ${ownerName}: ${draftWords[draft.state]}`,
    link: `${app.baseUrl}/items/${draft.pursuitId}`,
  })),
})

const feedLines = async (app: App): Promise<{ failing: DigestLine[]; freshness: string }> => {
  const feeds = await enabledFeeds(app.db)
  const failing = feeds.filter(({ state, failures }) => failures > 0 || ['degraded', 'paused', 'gone'].includes(state))
  const last = Math.max(0, ...feeds.map(({ lastSuccessAt }) => lastSuccessAt ?? 0))
  const read = feeds.length - failing.length
  return {
    failing: failing.map(({ name, lastAnswer }) => ({
      about: name,
      text: lastAnswer ?? 'no answer',
      link: `${app.baseUrl}/feeds`,
    })),
    freshness:
      last === 0
        ? 'No feed has been read yet.'
        : `${read} of ${feeds.length} feeds answer; the last one was read ${ageOf(last, app.now())} ago.`,
  }
}

const hourMs = 3_600_000

const ageOf = (at: Instant, now: Instant): string => {
  const hours = Math.max(0, Math.floor((now - at) / hourMs))
  if (hours < 1) return 'under an hour'
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`
}
