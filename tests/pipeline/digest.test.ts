import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import { digest, previewDigest } from '../../src/pipeline/digest.ts'
import { approve } from '../../src/pipeline/review.ts'
import { holdAccount, recordOutcome, submit } from '../../src/pipeline/verbs.ts'
import { recentNotices } from '../../src/store/notices.ts'
import { listProblems } from '../../src/store/runs.ts'
import * as t from '../../src/store/schema/index.ts'
import { changeUser } from '../../src/store/users.ts'
import { dayMs, hourMs, makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const day = '2026-11-24'

const queued = async (lane = 'new', tier = 2) =>
  await atomically(w.db, (tx) => [
    tx.insert(t.queueDays).values({
      id: 'day',
      ownerKey: 'rep',
      day,
      timeZone: 'Europe/Berlin',
      builtAt: tuesday - 4 * hourMs,
      formulaVersion: '1',
      icpVersionIds: ['icp'],
      settingsHash: '',
      watermarks: {},
      reasons: {},
    }),
    tx.insert(t.queueItems).values({
      id: 'item',
      queueDayId: 'day',
      ownerKey: 'rep',
      day,
      accountId: 'account',
      pursuitId: 'pursuit',
      leadTriggerId: 'trigger',
      lane: lane as never,
      rank: 1,
      priority: 86,
      fit: 82,
      heat: 90,
      tier,
      firstSeenAt: tuesday - 4 * hourMs,
      why: {} as never,
    }),
  ])

const mailTo = (id: string) => w.mail.filter(({ to }) => to.email === `${id}@brightshift.example`)

describe('the morning mail', () => {
  it('tells a rep the count and the best item, with its quote and its source', async () => {
    await w.draft()
    await queued()
    await digest.run(w.app)
    const [mail] = mailTo('rep')
    expect(mail?.subject).toBe('1 today, first Northwind Robotics: Raised $40 million, Series B')
    for (const body of [mail!.text, mail!.html]) {
      expect(body).toContain('Northwind Robotics raised $40 million in Series B funding.')
      expect(body).toContain('https://wire.example/northwind')
      expect(body).toContain('Mara Example, VP Sales')
      expect(body).toContain('http://127.0.0.1:4310/items/pursuit')
    }
    expect(mail!.html).toMatch(/<td class="column" style="padding: 24px 16px/)
    expect(mail!.html).toMatch(/<p class="quote" style="[^"]*font-size: 18px/)
    expect(mail!.html).not.toMatch(/<img|<script|src=/)
  })

  it('goes out once per person and local day, however often it is asked for', async () => {
    await queued()
    await digest.run(w.app)
    w.state.now += hourMs
    await digest.run(w.app)
    expect(mailTo('rep')).toHaveLength(1)
    w.state.now += dayMs
    await digest.run(w.app)
    expect(mailTo('rep')).toHaveLength(2)
  })

  it('is not mailed again when the sender ended in the middle: that one is shown as unsure', async () => {
    await queued()
    const ended = {
      ...w.app,
      notices: {
        send: async () => {
          w.state.now += 60_000
          return await new Promise<never>(() => undefined)
        },
      },
    }
    void digest.run(ended)
    await expect
      .poll(async () => (await recentNotices(w.db, 9)).some((notice) => notice.leaseUntil !== null))
      .toBe(true)
    await digest.run(w.app)
    const [held] = (await recentNotices(w.db, 9)).filter((notice) => notice.leaseUntil !== null)
    expect(w.mail.map(({ id }) => id)).not.toContain(held!.id)
    w.state.now += hourMs
    await digest.run(w.app)
    expect(w.mail.map(({ id }) => id)).not.toContain(held!.id)
    expect((await recentNotices(w.db, 9)).find(({ id }) => id === held!.id)?.error).toMatch(/stopped in the middle/)
  })

  it('waits for the local hour of each person', async () => {
    await atomically(w.db, (tx) => [changeUser(tx, 'manager', { timeZone: 'America/New_York' })])
    await queued()
    w.state.now = Date.UTC(2026, 10, 24, 11)
    await digest.run(w.app)
    expect(mailTo('manager')).toHaveLength(0)
    w.state.now = Date.UTC(2026, 10, 24, 12)
    await digest.run(w.app)
    expect(mailTo('manager')).toHaveLength(1)
  })

  it('keeps weekends, holidays and absences', async () => {
    await atomically(w.db, (tx) => [
      tx.insert(t.absences).values({ id: 'away', userId: 'rep', fromDay: day, toDay: day }),
    ])
    await queued()
    await digest.run(w.app)
    expect(mailTo('rep')).toHaveLength(0)
    w.state.now = Date.UTC(2026, 10, 28, 9)
    expect(await digest.run(w.app)).toMatchObject({ written: 0 })
  })

  it('tells the answers since the last working day, and no old ones from an import', async () => {
    await queued()
    const reply = { accountId: 'account', kind: 'reply' } as const
    await recordOutcome(w.app, w.rep, { ...reply, replyClass: 'objection', at: tuesday - hourMs })
    await recordOutcome(w.app, null, { ...reply, replyClass: 'not_now', at: tuesday - 60 * dayMs, source: 'import' })
    const { text } = await previewDigest(w.app, 'rep', day)
    expect(text).toContain('- Northwind Robotics: objection')
    expect(text).not.toContain('not now')
  })

  it('shows a past day as it ended, without what came afterwards', async () => {
    const reply = { accountId: 'account', kind: 'reply', replyClass: 'objection' } as const
    w.state.now = tuesday + dayMs
    await recordOutcome(w.app, w.rep, { ...reply, at: w.state.now })
    const closed = { closedAt: tuesday + dayMs, closeReason: 'expired' }
    await atomically(w.db, (tx) => [tx.update(t.pursuits).set(closed)])
    const told = async (of: string) => (await previewDigest(w.app, 'rep', of)).text.match(/objection|expired/g)
    expect(await told(day)).toBeNull()
    expect(await told('2026-11-25')).toEqual(['objection', 'expired'])
  })

  it('says that an account is back from a hold on one morning', async () => {
    await holdAccount(w.app, w.rep, { accountId: 'account', untilDay: '2026-11-25', reason: 'asked for a day' })
    const told = async (of: string) => (await previewDigest(w.app, 'rep', of)).text.includes('asked for a day')
    w.state.now = tuesday + 3 * dayMs
    expect([await told(day), await told('2026-11-25'), await told('2026-11-26')]).toEqual([false, true, false])
  })

  it('says in plain words when there is nothing new', async () => {
    w.state.now += 2 * hourMs
    await digest.run(w.app)
    expect(mailTo('rep')[0]?.subject).toBe('Nothing new today, 24 Nov 2026')
    expect(mailTo('rep')[0]?.text).toContain('no account that fits has fresh news')
  })

  it('does not go to somebody who left', async () => {
    await atomically(w.db, (tx) => [changeUser(tx, 'rep', { active: false })])
    w.state.now += 2 * hourMs
    await digest.run(w.app)
    expect(mailTo('rep')).toHaveLength(0)
  })

  it('does not go to an address that was changed outside of Daybreak', async () => {
    await queued()
    w.db.$client.exec("UPDATE users SET email = 'x@evil.example' WHERE id = 'rep'")
    await digest.run(w.app)
    expect(w.mail.map(({ to }) => to.email)).not.toContain('x@evil.example')
    w.db.$client.exec("UPDATE users SET email = 'rep@brightshift.example' WHERE id = 'rep'")
    await digest.run(w.app)
    expect(w.mail.map(({ to }) => to.email)).toContain('rep@brightshift.example')
  })

  it('is tried again while it could not be sent, and the failure shows', async () => {
    await queued()
    w.state.delivery = { end: 'retry', reply: '451 later' }
    await digest.run(w.app)
    expect((await recentNotices(w.db, 9)).find(({ userId }) => userId === 'rep')).toMatchObject({
      sentAt: null,
      attempts: 1,
      error: '451 later',
    })
    w.state.delivery = { end: 'sent', reply: '250 ok' }
    w.state.now += hourMs
    await digest.run(w.app)
    expect((await recentNotices(w.db, 9)).every(({ sentAt, error }) => sentAt !== null && error === null)).toBe(true)
  })

  it('that cannot be written is told and tried again, and holds up nobody else’s', async () => {
    const zoneOf = (zone: string) => w.db.$client.exec(`UPDATE users SET time_zone = '${zone}' WHERE id = 'admin'`)
    const logged: string[] = []
    const app = { ...w.app, log: { ...w.app.log, error: (_: object, message: string) => void logged.push(message) } }
    await queued()
    zoneOf('Nowhere/Atall')
    expect(await digest.run(app)).toMatchObject({ written: 3, failed: 1, sent: 3 })
    expect(await listProblems(w.db)).toMatchObject([
      { stage: 'digest', message: expect.stringContaining('Ada Example') },
    ])
    w.state.now += 60_000
    expect(await digest.run(app)).toMatchObject({ written: 0, failed: 1 })
    expect(logged).toHaveLength(1)
    zoneOf('Europe/Berlin')
    expect(await digest.run(app)).toMatchObject({ written: 1, failed: 0, sent: 1 })
    expect(mailTo('admin')).toHaveLength(1)
    expect(await listProblems(w.db)).toEqual([])
  })

  it('tells a manager what waits and an admin which feed fails', async () => {
    const first = await w.draft()
    await atomically(w.db, (tx) => [
      tx.update(t.workspace).set({ alwaysManager: true }),
      tx.update(t.feeds).set({ state: 'degraded', lastAnswer: 'The server answers 503' }),
    ])
    await submit(w.app, w.rep, seen(first))
    await digest.run(w.app)
    expect(mailTo('manager')[0]?.text).toContain('Northwind Robotics: from Ida Example')
    expect(mailTo('admin')[0]?.text).toContain('Example Wire: The server answers 503')
    expect(mailTo('admin')[0]?.text).not.toContain('Waiting for your approval'.toUpperCase())
  })

  it('tells a manager who sits on Tier 1 accounts, and how long news waits at each', async () => {
    await w.draft()
    await queued('new', 1)
    const { text } = await previewDigest(w.app, 'manager', day)
    expect(text).toContain('- Ida Example: 1: Northwind Robotics\n  http://127.0.0.1:4310/?of=rep')
    expect(text).toContain('- Ida Example: no touch yet; 0 wait longer than 24 h')
  })

  it('has no link that approves or sends: each opens a page', async () => {
    const first = await w.draft()
    await queued()
    await approve(w.app, w.rep, seen(first))
    const { html } = await previewDigest(w.app, 'rep', day)
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url)
    expect(links.length).toBeGreaterThan(1)
    expect(links.filter((url) => /approve|send|submit|reject|undo/.test(url!))).toEqual([])
  })

  it('shows hostile words as words', async () => {
    await queued()
    await atomically(w.db, (tx) => [tx.update(t.accounts).set({ name: '<script>alert(1)</script>' })])
    const { html } = await previewDigest(w.app, 'rep', day)
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;script&gt;')
  })
})
