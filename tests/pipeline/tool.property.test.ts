import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Given } from '../../src/adapters/webhook.ts'
import type { ApprovedMessage } from '../../src/core/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { setKillSwitch } from '../../src/pipeline/set-up.ts'
import * as verbs from '../../src/pipeline/verbs.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { sendsOfDraft } from '../support/rows.ts'
import { cleanText, dayMs, hourMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

/** What a tool does with a call. `lost`: it takes it, and nobody hears; `dropped`: it takes nothing, and nobody hears. */
const fates = ['taken', 'refused', 'lost', 'dropped'] as const
type Fate = (typeof fates)[number]
const ends: Record<Fate, Given['end']> = { taken: 'taken', refused: 'refused', lost: 'unknown', dropped: 'unknown' }

const steps = ['approve', 'give', 'again', 'sent', 'notSent', 'yes', 'no', 'desk', 'leave', 'run', 'lapse'] as const
const others = ['edit', 'stop', 'go', 'suppress', 'copy'] as const
type Step = { do: (typeof steps)[number] | (typeof others)[number]; fate: Fate }

const reached = { given: 0, again: 0, touches: 0, late: 0, refused: 0, unknown: 0 }

/** The tool's own books, which know nothing of the database. */
type Books = {
  has: Map<string, string>
  released: Set<string>
  stopped: boolean
  suppressed: boolean
  text: string | null
}

const play = async (sequence: readonly Step[]) => {
  const w = await makeWorkspace()
  const books: Books = { has: new Map(), released: new Set(), stopped: false, suppressed: false, text: null }
  let fate: Fate = 'taken'
  w.app.webhook = {
    host: 'tool.example',
    ping: async () => ({ end: 'taken', reply: '' }),
    give: async (message, { id }) => {
      judge(books, message, id)
      if (fate === 'taken' || fate === 'lost') books.has.set(id, message.message.text)
      return { end: ends[fate], reply: fate }
    },
  }
  let page = seen(await w.draft())
  for (const step of sequence) {
    fate = step.fate
    const moved = await act(step.do, w, books, page)
    if (moved) page = moved
    await consistent(w, books)
  }
  await w.close()
}

/** What must hold whenever a call reaches the tool. */
const judge = (books: Books, { message }: ApprovedMessage, id: string) => {
  expect(message.text, 'only what was approved is given').toBe(books.text)
  expect([books.stopped, books.suppressed]).toEqual([false, false])
  const kept = books.has.get(id)
  if (kept !== undefined) expect(message.text, 'one key has one body').toBe(kept)
  const open = [...books.has.keys()].filter((one) => one !== id && !books.released.has(one))
  expect(open, 'the tool has nothing else that nobody took back').toEqual([])
  kept === undefined ? reached.given++ : reached.again++
}

const act = async (step: Step['do'], w: Workspace, books: Books, page: ReturnType<typeof seen>) => {
  const { app, rep } = w
  const [newest] = await sendsOfDraft(w.db, page.draftId)
  const sendId = newest?.id ?? 'none'
  if (newest?.state === 'unknown') reached.unknown++
  const text = async () => {
    const rows = w.db.$client.prepare('SELECT text FROM revision_texts WHERE revision_id = ?').pluck()
    return rows.get(page.revisionId) as string
  }
  const released = async (by: Promise<unknown>) => {
    await by
    books.released.add(sendId)
  }
  const all: Record<Step['do'], () => Promise<unknown>> = {
    approve: async () => {
      await verbs.approve(app, rep, page)
      books.text = await text()
    },
    give: () => verbs.giveToTool(app, rep, page),
    again: () => verbs.resolveSend(app, rep, { sendId, to: 'queued' }),
    sent: async () => {
      const { late } = await verbs.toolSent(app, sendId, null)
      reached.late += Number(late)
    },
    notSent: async () => {
      if ((await verbs.toolDidNotSend(app, sendId, 'no')).state === 'cancelled') books.released.add(sendId)
    },
    yes: () => verbs.confirmHandOut(app, rep, { sendId, sent: true }),
    no: () => released(verbs.confirmHandOut(app, rep, { sendId, sent: false })),
    desk: () => released(verbs.resolveSend(app, rep, { sendId, to: 'desk' })),
    leave: () => released(verbs.resolveSend(app, rep, { sendId, to: 'cancelled' })),
    run: async () => {
      w.state.now += hourMs / 2
      await send.run(app)
    },
    lapse: async () => {
      w.state.now += dayMs + hourMs
      await send.run(app)
    },
    edit: () => verbs.edit(app, rep, { ...page, subject: cleanText.subject, text: `${cleanText.text} ` }),
    stop: async () => {
      await setKillSwitch(app, w.admin, true)
      books.stopped = true
    },
    go: async () => {
      await setKillSwitch(app, w.admin, false)
      books.stopped = false
    },
    suppress: async () => {
      await verbs.suppress(app, w.admin, { kind: 'address', value: 'mara@northwind.example', reason: 'asked' })
      books.suppressed = true
    },
    copy: () => verbs.handOut(app, rep, { ...page, route: 'copy' }),
  }
  try {
    const done = await all[step]()
    return step === 'edit' ? seen(done as Awaited<ReturnType<typeof verbs.edit>>) : null
  } catch (error) {
    expect(error).toMatchObject({ name: 'Refusal' })
    reached.refused++
    return null
  }
}

/** Daybreak sends nothing that the tool may have, and each hand-out is one touch at most. */
const consistent = async (w: Workspace, books: Books) => {
  const ids = (await touchesOf(w.db, ['account'])).map(({ externalId }) => externalId)
  expect(new Set(ids).size).toBe(ids.length)
  reached.touches += ids.length
  const open = [...books.has.keys()].filter((id) => !books.released.has(id))
  if (open.length > 0) expect(w.outbox).toEqual([])
}

const fate = fc.constantFrom<Fate>(...fates)
const drawn = (...of: Step['do'][]) => fc.record({ do: fc.constantFrom(...of), fate })
const sequences = fc
  .tuple(
    fc.array(drawn(...steps, ...others), { maxLength: 3 }),
    fc.array(drawn(...steps, 'give', 'again', 'again', 'again', 'again', 'copy'), { minLength: 3, maxLength: 9 }),
  )
  .map(([before, after]): Step[] => [
    ...before,
    { do: 'approve', fate: 'taken' },
    ...after.slice(0, 1).map(({ fate: how }): Step => ({ do: 'give', fate: how })),
    ...after,
  ])

const numRuns = Number(process.env.GATE_RUNS ?? 60)

it('whatever people, machines and the tool do in whatever order, the tool never has two that nobody took back', async () => {
  await fc.assert(fc.asyncProperty(sequences, play), { numRuns, endOnFailure: false })
  if (process.env.GATE_RUNS) console.log(reached)
  expect(reached.given, 'texts were given').toBeGreaterThan(numRuns / 2)
  for (const [what, times] of Object.entries(reached)) expect(times, `${what} was reached`).toBeGreaterThan(0)
}, 3_600_000)
