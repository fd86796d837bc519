import fc from 'fast-check'
import { expect, it } from 'vitest'
import { atomically } from '#dialect'
import { logTouch, recordOutcome } from '../../src/pipeline/verbs.ts'
import * as t from '../../src/store/schema/index.ts'
import { hourMs, makeWorkspace, type Workspace } from '../support/workspace.ts'

const touches = ['rep call', 'manager email', 'other linkedin', 'sister call'] as const
const ends = ['reply', 'bounce', 'unsubscribe', 'meeting', 'sister reply'] as const
const others = ['lost', 'churned', 'stranger reply'] as const
type Event = (typeof touches)[number] | (typeof ends)[number] | (typeof others)[number]

/** The account, a sister of its family, or one that has nothing to do with it. */
const accountOf = (event: Event) =>
  event.startsWith('sister') ? 'sister' : event.startsWith('stranger') ? 'bystander' : 'account'
const people = { rep: 'rep', manager: 'manager', other: 'otherRep', sister: 'rep' } as const

const happen = async (w: Workspace, event: Event) => {
  const [who = '', what = ''] = event.split(' ')
  const accountId = accountOf(event)
  if ((touches as readonly string[]).includes(event)) {
    const channel = what as 'call' | 'email' | 'linkedin'
    await logTouch(w.app, w[people[who as keyof typeof people]], { accountId, channel })
    return
  }
  const kind = (what === 'reply' ? 'reply' : who) as 'reply' | 'bounce' | 'lost'
  const replyClass = kind === 'reply' ? ('other' as const) : null
  const contactId = who === 'bounce' || who === 'unsubscribe' ? 'mara' : null // both are somebody's
  await recordOutcome(w.app, w.manager, { accountId, contactId, kind, replyClass, at: w.state.now })
}

const open = async (w: Workspace) => (await w.db.select().from(t.followUps)).filter(({ closedAt }) => closedAt === null)

it('follow-ups end with a reply, a bounce, an opt-out or a newer touch by anyone in the family, and with nothing else', async () => {
  const seen = new Map<Event, number>()
  const event = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom<Event>(...touches) },
    { weight: 1, arbitrary: fc.constantFrom<Event>(...ends, ...others) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 7, maxLength: 10 }), async (events) => {
      const w = await makeWorkspace()
      await atomically(w.db, (tx) => [
        tx.insert(t.accounts).values({
          ...{ id: 'sister', name: 'Northwind Sister', familyId: 'account' },
          ...{ createdAt: 0, changedAt: 0, factsChangedAt: 0 },
        }),
      ])
      // two touches in thirty days have their two follow-ups spent, so a third one opens none
      let told = 0
      let expected: number[] = []
      for (const each of events) {
        w.state.now += hourMs
        const before = (await open(w)).length
        await happen(w, each)
        if ((touches as readonly string[]).includes(each)) {
          expected = [1, 2].slice(told)
          told++
        } else if ((ends as readonly string[]).includes(each)) expected = []
        if (before > 0) seen.set(each, (seen.get(each) ?? 0) + 1)
        const now = await open(w)
        expect(now.map(({ number }) => number).sort()).toEqual(expected)
        expect(new Set(now.map(({ touchId }) => touchId)).size).toBeLessThanOrEqual(1)
      }
      await w.close()
    }),
    { numRuns: 30, seed: 7 },
  )
  for (const each of [...touches, ...ends, ...others]) expect(seen.get(each) ?? 0, each).toBeGreaterThan(0)
})
