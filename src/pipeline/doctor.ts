import { localDay, msPerDay } from '../core/day.ts'
import { verifyAudit } from '../store/audit.ts'
import { boardCounts } from '../store/careers.ts'
import { listFeeds } from '../store/feeds.ts'
import { damage, migrationsRun } from '../store/health.ts'
import { modelSpendOn } from '../store/model-calls.ts'
import { guardsIntact } from '../store/open.ts'
import { lastRuns, listProblems } from '../store/runs.ts'
import { sendsInState } from '../store/sends.ts'
import { findWorkspace, type Workspace } from '../store/workspace.ts'
import { yieldsOf } from '../store/yields.ts'
import type { App } from './app.ts'
import { lastBackup, oldBackupMs } from './backups.ts'
import { feedInWords, isFailing, momentInWords } from './feed-words.ts'
import { pagesCheck } from './full-text/check.ts'
import { tampered } from './gate.ts'
import { repliesRead } from './replies.ts'

/** `note`: worth knowing; `partly`: some feeds or rows fail and the rest works; `failed`: mend it. */
export type Check = { name: string; state: 'ok' | 'note' | 'partly' | 'failed'; message: string; details: string[] }

/** Asks everything that tells whether this workspace can be trusted to run and to send. */
export const doctor = async (app: App): Promise<Check[]> => {
  const workspace = await findWorkspace(app.db)
  const always = [await database(app), await migrations(app), await guards(app), await audit(app)]
  if (!workspace) return [...always, check('workspace', 'note', 'Not set up yet: open the app')]
  return [
    ...always,
    await armed(app),
    await rights(app),
    sending(workspace),
    mail(app, workspace),
    await repliesCheck(app),
    await tool(app),
    await feeds(app),
    await boards(app, workspace),
    await pagesCheck(app),
    await runs(app),
    await problems(app),
    await backups(app),
  ]
}

const check = (name: string, state: Check['state'], message: string, details: string[] = []): Check => ({
  name,
  state,
  message,
  details,
})

const database = async ({ db }: App): Promise<Check> => {
  const found = await damage(db)
  return found.length === 0
    ? check('database', 'ok', 'The file is whole')
    : check('database', 'failed', 'The file is damaged: stop, and restore a backup', found)
}

const migrations = async ({ db }: App): Promise<Check> => {
  const names = await migrationsRun(db)
  return check('migrations', 'ok', `${names.length} have run, the last is ${names.at(-1) ?? 'none'}`)
}

const guards = async ({ db }: App): Promise<Check> =>
  (await guardsIntact(db))
    ? check('guards', 'ok', 'Every guard is as its migration made it')
    : check('guards', 'failed', 'The guards were changed, so nothing is sent: restore a backup')

const audit = async ({ db }: App): Promise<Check> => {
  const { rows, broken } = await verifyAudit(db)
  return broken
    ? check('audit', 'failed', `The chain is broken at line ${broken.seq}: ${broken.why}`)
    : check('audit', 'ok', `The chain of ${rows} lines is whole`)
}

const armed = async (app: App): Promise<Check> =>
  (await app.armed())
    ? check('armed', 'ok', 'This database is the one that sends')
    : check('armed', 'failed', 'This database was restored or moved, so nothing is sent: run daybreak rearm')

const rights = async (app: App): Promise<Check> => {
  const found = await tampered(app)
  return found.length === 0
    ? check('rights', 'ok', 'Rules and people’s rights are as Daybreak wrote them')
    : check('rights', 'failed', 'Nothing is approved or sent: look at it, then run daybreak rearm', found)
}

const sending = ({ sendingOn, killSwitch }: Workspace): Check => {
  if (killSwitch) return check('sending', 'note', 'The kill switch is on: nothing leaves')
  return check('sending', 'ok', sendingOn ? 'On' : 'Off until an admin turns it on')
}

const mail = (app: App, { settings, sample }: Workspace): Check => {
  const { company, postalAddress, fromEmail } = settings.sender
  const missing = [
    ...(company ? [] : ['the company']),
    ...(postalAddress ? [] : ['the postal address']),
    ...(fromEmail ? [] : ['the sending mailbox']),
  ]
  const route = app.route === 'smtp' ? 'by SMTP' : 'as .eml files'
  if (missing.length > 0)
    return check('mail', 'note', `Messages cannot leave: the sender lacks ${missing.join(' and ')}`)
  if (app.route === 'smtp' && !app.baseUrl.startsWith('https://'))
    return check(
      'mail',
      'failed',
      'SMTP is set, but DAYBREAK_PUBLIC_URL is not, so no message can carry an opt-out link',
    )
  return check('mail', 'ok', `Messages leave ${route}${sample ? ' (the sample never mails)' : ''}, from ${fromEmail}`)
}

const tool = async ({ db, webhook, baseUrl }: App): Promise<Check> => {
  if (!webhook) return check('tool', 'ok', 'No sales-engagement tool is set up')
  const waiting = await sendsInState(db, 'sending', ['webhook'])
  const unknown = await sendsInState(db, 'unknown', ['webhook'])
  const far = isLoopback(baseUrl) && !isLoopback(`http://${webhook.host}`)
  const said = `${webhook.host} has ${waiting.length} to answer for; of ${unknown.length} nobody knows whether it has them`
  const details = far ? ['It cannot call back: DAYBREAK_PUBLIC_URL is not set, so people answer for it'] : []
  return check('tool', far || unknown.length > 0 ? 'note' : 'ok', said, details)
}

const isLoopback = (url: string): boolean => /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname)

/** Whether the mailbox of replies is read, and when it last was. */
const repliesCheck = async (app: App): Promise<Check> => {
  if (!app.mailbox) return check('replies', 'ok', 'No mailbox is read: replies are pasted, imported or pushed')
  const { readAt, error } = await repliesRead(app)
  if (error) return check('replies', 'failed', error)
  return readAt === null
    ? check('replies', 'note', 'The mailbox has not been read yet')
    : check('replies', 'ok', `The mailbox was last read ${momentInWords(readAt)}`)
}

/** Who fails is always told; of the others as many as can be read. */
const mostFeedsTold = 50

const feeds = async ({ db }: App): Promise<Check> => {
  const watched = (await listFeeds(db)).filter(({ enabled }) => enabled)
  const failing = watched.filter(isFailing)
  const others = watched.filter((feed) => !isFailing(feed))
  const told = [...failing, ...others.slice(0, mostFeedsTold)]
  const brought = await yieldsOf(
    db,
    told.map(({ id }) => id),
  )
  const details = told.map((feed) => feedInWords(feed, brought.get(feed.id)))
  if (watched.length > told.length) details.push(`and ${watched.length - told.length} more that answer: daybreak feeds`)
  if (watched.length === 0) return check('feeds', 'note', 'No feed is watched')
  const message = `${watched.length} watched, ${failing.length} failing`
  return check('feeds', failing.length > 0 ? 'partly' : 'ok', message, details)
}

const boards = async ({ db }: App, { settings, sample }: Workspace): Promise<Check> => {
  const { watched, accounts, looked, unread } = await boardCounts(db)
  const { look, fitFloor } = settings.boards
  const search = look && !sample ? `looked for from a fit of ${fitFloor} on` : 'not looked for'
  const sites = looked > 0 ? [`${looked} sites looked at, ${unread} of them could not be read`] : []
  return check('boards', 'ok', `${watched} job boards of ${accounts} accounts are watched; ${search}`, sites)
}

const runs = async ({ db, now }: App): Promise<Check> => {
  const recent = await lastRuns(db, 100)
  const latest = [...new Map(recent.toReversed().map((run) => [run.stage, run])).values()]
  const details = latest.map(({ stage, startedAt, finishedAt, error }) => {
    const end = error ?? (finishedAt === null ? 'not finished' : 'ok')
    return `${stage}, ${momentInWords(startedAt)}: ${end}`
  })
  const poll = latest.find(({ stage }) => stage === 'poll')
  if (latest.some(({ error }) => error)) return check('runs', 'failed', 'A stage failed in its last run', details)
  if (!poll) return check('runs', 'note', 'Nothing has run yet')
  if (now() - poll.startedAt > msPerDay)
    return check('runs', 'failed', 'Nothing was polled for a day: is the server running?', details)
  return check('runs', 'ok', `Last polled ${momentInWords(poll.startedAt)}`, details)
}

const problems = async ({ db }: App): Promise<Check> => {
  const found = await listProblems(db)
  const details = found.map(
    ({ stage, subjectId, message, at }) => `${stage} ${subjectId}: ${message} (${momentInWords(at)})`,
  )
  return found.length === 0
    ? check('problems', 'ok', 'None')
    : check('problems', 'partly', `${found.length} were recorded and skipped`, details)
}

const backups = async (app: App): Promise<Check> => {
  const last = await lastBackup(app)
  if (!last) return check('backup', 'note', 'None was made yet: daybreak backup, or Admin › Backups')
  const isOld = app.now() - last.at > oldBackupMs
  return check('backup', isOld ? 'note' : 'ok', `The last was made ${momentInWords(last.at)}`, [last.file])
}

type Model = { name: string; dailyUsd: number; opinionsDailyUsd: number }

/** What was asked of the model today, and what it may cost; days are in UTC. */
export const modelCheck = async ({ db, now }: App, { name, dailyUsd, opinionsDailyUsd }: Model): Promise<Check> => {
  const spent = await modelSpendOn(db, localDay(now(), 'UTC'))
  const total = spent.reduce((sum, { costUsd }) => sum + costUsd, 0)
  const details = spent.map(
    ({ promptVersion, calls, answered, costUsd }) =>
      `${promptVersion}: ${calls} asked, ${answered} answered, ${dollars(costUsd)}`,
  )
  const limits = `${dollars(total)} of ${dollars(dailyUsd)} spent today, of which second opinions may have ${dollars(opinionsDailyUsd)}`
  return check('model', total >= dailyUsd ? 'note' : 'ok', `${name}: ${limits}`, details)
}

const dollars = (usd: number): string => `$${usd.toFixed(usd > 0 && usd < 0.1 ? 4 : 2)}`
