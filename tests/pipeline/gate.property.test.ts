import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ApprovedMessage } from '../../src/core/review.ts'
import { bodyOf } from '../../src/core/review.ts'
import { sealGate } from '../../src/pipeline/gate.ts'
import { changePerson } from '../../src/pipeline/people.ts'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch, setSending } from '../../src/pipeline/set-up.ts'
import * as verbs from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { cleanText, hourMs, makeWorkspace, tuesday, type Workspace } from '../support/workspace.ts'

/**
 * What a careful clerk would know who watched from the side: it reads no table and asks no guard. `approved` is the
 * one text that may leave now; whatever else leaves is a breach.
 */
type Clerk = {
  text: string
  approved: { text: string; by: string; at: number } | null
  gone: boolean
  stopped: boolean
  off: boolean
  suppressed: boolean
  answered: boolean
  inactive: Set<string>
  /** Somebody changed the rules by plain SQL, and no admin has looked since. */
  tampered: boolean
}

const texts = ['one', 'two', 'three'].map((word) =>
  cleanText.text.replace('a short list', `a short list of ${word} pages`),
)
/** How often each step is drawn: what lets a text leave often enough to be interesting, what forbids it now and then. */
const weights = {
  edit0: 1,
  edit1: 1,
  edit2: 1,
  approve: 6,
  approveAsManager: 3,
  approveAsOther: 1,
  approveStale: 1,
  undo: 1,
  submit: 1,
  return: 1,
  reject: 1,
  send: 6,
  wait: 6,
  night: 1,
  stop: 1,
  go: 2,
  off: 1,
  on: 2,
  suppress: 1,
  reply: 1,
  disable: 1,
  handOut: 1,
  confirm: 1,
  deny: 1,
  tamper: 1,
  reseal: 2,
}
type Action = keyof typeof weights
const drawn = (Object.keys(weights) as Action[]).flatMap((action) => Array<Action>(weights[action]).fill(action))

const reached = { sequences: 0, moved: 0, claims: 0, left: 0, withheld: 0, refused: 0, tampered: 0 }

const play = async (steps: readonly Action[]) => {
  const w = await makeWorkspace()
  const clerk: Clerk = {
    text: cleanText.text,
    approved: null,
    gone: false,
    stopped: false,
    off: false,
    suppressed: false,
    answered: false,
    inactive: new Set(),
    tampered: false,
  }
  const first = await w.draft()
  const pages = [first]
  Object.assign(w.app.outreach, {
    send: async (message: ApprovedMessage) => {
      judge(clerk, w, bodyOf(message.message))
      clerk.gone = true
      reached.left++
      return { end: 'sent', reply: '250 ok' }
    },
  })
  for (const step of steps) await act(step, w, clerk, pages)
  await liveness(w, clerk, first.draftId)
  reached.sequences++
  const claims = "SELECT count(*) FROM audit WHERE what IN ('send_claimed', 'handed_out')"
  reached.claims += w.db.$client.prepare(claims).pluck().get() as number
  await w.close()
}

/** Everything that must hold at the moment a text leaves. */
const judge = (clerk: Clerk, w: Workspace, text: string) => {
  expect(clerk.gone, 'it leaves once').toBe(false)
  expect(clerk.approved?.text, 'only what was approved leaves').toBe(text)
  expect(clerk.inactive.has(clerk.approved!.by), 'the approver is still here').toBe(false)
  expect({ ...clerk, approved: null, inactive: null, text: '' }).toMatchObject({
    stopped: false,
    off: false,
    suppressed: false,
    answered: false,
    tampered: false,
  })
  expect(w.state.now - clerk.approved!.at, 'the undo window has passed').toBeGreaterThanOrEqual(10_000)
  expect(new Date(w.state.now).getUTCHours(), 'it is day there').toBeGreaterThanOrEqual(7)
}

/** What the clerk says may leave does leave, given time. */
const liveness = async (w: Workspace, clerk: Clerk, draftId: string) => {
  const free =
    clerk.approved &&
    !clerk.gone &&
    !clerk.stopped &&
    !clerk.off &&
    !clerk.suppressed &&
    !clerk.answered &&
    !clerk.tampered &&
    !clerk.inactive.has(clerk.approved.by)
  if ((await findDraft(w.db, draftId))?.state === 'sending') return // handed out to a person
  w.state.now = Math.max(w.state.now + 60_000, tuesday + 24 * hourMs)
  await send.run(w.app)
  if (free) expect(clerk.gone, 'what may leave leaves').toBe(true)
  else if (!clerk.gone) reached.withheld++
}

type Page = { draftId: string; revisionId: string; hash: string }

const act = async (step: Action, w: Workspace, clerk: Clerk, pages: Page[]) => {
  const page = pages.at(-1)!
  const attempt = async (work: () => Promise<unknown>, then: () => void = () => undefined) => {
    try {
      await work()
      then()
    } catch (error) {
      expect(error).toMatchObject({ name: 'Refusal' })
      reached.refused++
    }
  }
  const approve = (person: typeof w.rep, seen: Page) =>
    attempt(
      () => verbs.approve(w.app, person, seen),
      () => {
        expect(clerk.tampered, 'nothing is approved by rules that were changed by hand').toBe(false)
        clerk.approved = { text: clerk.text, by: person.id, at: w.state.now }
      },
    )
  const withdrawn = () => (clerk.approved = null)
  const edit = (index: number) =>
    attempt(async () => {
      pages.push(await verbs.edit(w.app, w.rep, { ...page, subject: cleanText.subject, text: texts[index]! }))
      clerk.text = texts[index]!
      withdrawn()
    })
  const current = async () => (await sendsOfDraft(w.db, page.draftId))[0]?.id ?? ''
  const all: Record<Action, () => Promise<unknown>> = {
    edit0: () => edit(0),
    edit1: () => edit(1),
    edit2: () => edit(2),
    approve: () => approve(w.rep, page),
    approveAsManager: () => approve(w.manager, page),
    approveAsOther: async () => {
      await expect(verbs.approve(w.app, w.otherRep, page)).rejects.toMatchObject({ name: 'Refusal' })
    },
    approveStale: async () => {
      if (pages.length > 1)
        await expect(verbs.approve(w.app, w.manager, pages[0]!)).rejects.toMatchObject({ code: 'conflict' })
    },
    undo: () => attempt(() => verbs.undo(w.app, w.manager, page), withdrawn),
    submit: () => attempt(() => verbs.submit(w.app, w.rep, page)),
    return: () => attempt(() => verbs.returnDraft(w.app, w.manager, { ...page, note: 'again' }), withdrawn),
    reject: () => attempt(() => verbs.reject(w.app, w.rep, { ...page, reason: 'stale' }), withdrawn),
    send: async () => await send.run(w.app),
    wait: async () => {
      w.state.now += 11_000
    },
    night: async () => {
      w.state.now = tuesday + 11 * hourMs
    },
    stop: () =>
      attempt(
        () => setKillSwitch(w.app, w.admin, true),
        () => (clerk.stopped = true),
      ),
    go: () =>
      attempt(
        () => setKillSwitch(w.app, w.admin, false),
        () => (clerk.stopped = false),
      ),
    off: () =>
      attempt(
        () => setSending(w.app, w.admin, false),
        () => (clerk.off = true),
      ),
    on: () =>
      attempt(
        () => setSending(w.app, w.admin, true),
        () => (clerk.off = false),
      ),
    suppress: () =>
      attempt(
        () => verbs.suppress(w.app, w.admin, { kind: 'address', value: 'MARA@northwind.example', reason: 'asked' }),
        () => (clerk.suppressed = true),
      ),
    reply: () =>
      attempt(
        () =>
          verbs.recordOutcome(w.app, w.rep, {
            accountId: 'account',
            kind: 'reply',
            replyClass: 'other',
            at: w.state.now,
          }),
        () => (clerk.answered = true),
      ),
    disable: async () => {
      await changePerson(w.app, 'admin', 'manager', { active: false })
      clerk.inactive.add('manager')
    },
    handOut: () =>
      attempt(async () => {
        const { text } = await verbs.handOut(w.app, w.rep, { ...page, route: 'copy' })
        expect(bodyOf({ text })).toBe(clerk.approved?.text)
        expect(clerk.suppressed || clerk.stopped || clerk.tampered).toBe(false)
      }),
    confirm: () =>
      attempt(
        async () => verbs.confirmHandOut(w.app, w.rep, { sendId: await current(), sent: true }),
        () => (clerk.gone = true),
      ),
    deny: () =>
      attempt(async () => verbs.confirmHandOut(w.app, w.rep, { sendId: await current(), sent: false }), withdrawn),
    tamper: async () => {
      w.db.$client.exec('UPDATE workspace SET daily_mailbox_cap = daily_mailbox_cap + 1')
      clerk.tampered = true
      reached.tampered++
    },
    reseal: async () => {
      await sealGate(w.app)
      clerk.tampered = false
    },
  }
  const before = await seenNow(w, page.draftId)
  await all[step]()
  await consistent(w, page.draftId)
  const after = await seenNow(w, page.draftId)
  if (after.state === before.state) return
  reached.moved++
  expect(after.lines, `${before.state} to ${after.state} stands in the record`).toBeGreaterThan(before.lines)
}

const seenNow = async (w: Workspace, draftId: string) => ({
  state: (await findDraft(w.db, draftId))?.state,
  lines: w.db.$client.prepare('SELECT count(*) FROM audit').pluck().get() as number,
})

/** A draft and its newest revision and send never contradict each other. */
const consistent = async (w: Workspace, draftId: string) => {
  const draft = (await findDraft(w.db, draftId))!
  const head = (await findRevision(w.db, draft.headRevisionId!))!
  expect(head.revision.draftId).toBe(draftId)
  const [last] = await sendsOfDraft(w.db, draftId)
  if (['queued', 'sending', 'sent'].includes(draft.state)) expect(last?.state).toBe(draft.state)
}

/** Some steps, mostly what lets a text leave, and some more. */
const sequences = fc
  .tuple(
    fc.array(fc.constantFrom(...drawn), { maxLength: 5 }),
    fc.integer({ min: 0, max: 9 }),
    fc.array(fc.constantFrom(...drawn), { minLength: 2, maxLength: 7 }),
  )
  .map(([before, chance, after]): Action[] => [...before, ...(chance > 0 ? leaving : []), ...after])
const leaving: readonly Action[] = ['approve', 'wait', 'send']

/** `npm run test:gate` plays two thousand. */
const numRuns = Number(process.env.GATE_RUNS ?? 100)

it('whatever people and machines do in whatever order, only what a person approved leaves, once', async () => {
  await fc.assert(fc.asyncProperty(sequences, play), { numRuns, endOnFailure: false })
  if (process.env.GATE_RUNS) console.log(reached)
  expect(reached.sequences).toBeGreaterThanOrEqual(numRuns)
  expect(reached.claims, 'claims were reached').toBeGreaterThanOrEqual(numRuns / 2)
  expect(reached.left, 'messages left').toBeGreaterThan(numRuns / 3)
  expect(reached.moved, 'drafts changed their state').toBeGreaterThan(numRuns)
  expect(reached.withheld, 'messages were withheld').toBeGreaterThan(numRuns / 10)
  expect(reached.refused, 'verbs were refused').toBeGreaterThan(numRuns / 2)
  expect(reached.tampered, 'rules were changed by hand').toBeGreaterThan(numRuns / 20)
}, 3_600_000)
