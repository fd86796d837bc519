import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically } from '#dialect'
import type { WriteTask } from '../../src/adapters/writer.ts'
import type { Brief } from '../../src/core/brief.ts'
import { understood } from '../../src/core/draft/instruction.ts'
import { bodyOf } from '../../src/core/review.ts'
import type { Saved } from '../../src/pipeline/edit.ts'
import { approve, redraft, restoreRevision } from '../../src/pipeline/verbs.ts'
import { findDraft, findRevision, revisionsOf } from '../../src/store/drafts.ts'
import * as t from '../../src/store/schema/index.ts'
import { makeWorkspace, sampleBrief, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const quote = 'Northwind Robotics has opened an office in Leeds.'

/** The sample's brief with a second piece of news. */
const withOpening: Brief = {
  ...sampleBrief,
  sources: [
    ...sampleBrief.sources,
    { id: 'e2', kind: 'evidence', quote, label: 'Example Wire', url: null, at: tuesday, signalId: 's2' },
  ],
  triggers: [
    ...sampleBrief.triggers,
    {
      ...sampleBrief.triggers[0]!,
      ...{ triggerId: 'opening', kind: 'expansion', sourceIds: ['e2'] },
      fields: [{ name: 'place', value: 'Leeds', quote: 'Leeds', sourceId: 'e2' }],
    },
  ],
}

const revision = async (id: string) => (await findRevision(w.db, id))!

describe('a redraft', () => {
  it('does what the instruction says, and notes it in words', async () => {
    const first = await w.draft()
    const saved = await redraft(w.app, w.rep, { ...seen(first), instruction: 'another opening; quote a poem' })
    const { revision: made, text } = await revision(saved.revisionId)
    expect(made.note).toBe(
      `asked for: another opening; quote a poem; done: another opening; not done: "quote a poem" was not understood; say one of: ${understood}`,
    )
    const before = bodyOf((await revision(first.revisionId)).text).split('\n\n')
    const after = bodyOf(text).split('\n\n')
    expect(after[1]).not.toBe(before[1])
    expect(after.slice(2)).toEqual(before.slice(2))
    expect(made.blocks).toBe(0)
  })

  it('keeps what was asked for before when the next wish writes it anew', async () => {
    const words = async (id: string) => bodyOf((await revision(id)).text).split(/\s+/).length
    const first = await w.draft()
    const again = async (saved: Saved, instruction: string) =>
      await redraft(w.app, w.rep, { ...seen({ ...first, ...saved }), instruction })
    const warm = await again(first, 'less formal')
    const short = await again(warm, 'shorter')
    const direct = await again(short, 'more direct')
    expect(await words(short.revisionId)).toBeLessThan(await words(warm.revisionId))
    expect((await revision(direct.revisionId)).revision.note).toContain('kept from before: shorter')
    const plain = await redraft(w.app, w.rep, { ...seen({ ...first, ...direct }), instruction: 'another question' })
    expect((await revision(plain.revisionId)).revision.note).not.toContain('kept')
  })

  it('that was not understood says so, and what it would understand', async () => {
    const first = await w.draft()
    const saved = await redraft(w.app, w.rep, { ...seen(first), instruction: 'sing it' })
    expect((await revision(saved.revisionId)).revision.note).toBe(
      `asked for: sing it; not done: "sing it" was not understood; another version instead; say one of: ${understood}`,
    )
  })

  it('voids an approval like any edit, and what stood before can be restored', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const second = await redraft(w.app, w.rep, { ...seen(first), instruction: 'leave out the last sentence' })
    expect((await findDraft(w.db, first.draftId))?.state).toBe('pending')
    const restored = await restoreRevision(w.app, w.rep, { ...seen(second), restoreId: first.revisionId })
    expect(restored.number).toBe(3)
    expect((await revision(restored.revisionId)).text.text).toBe((await revision(first.revisionId)).text.text)
    expect(await revisionsOf(w.db, first.draftId)).toHaveLength(3)
  })

  it('is a variant that leads with the trigger a person names, and with none that the brief does not hold', async () => {
    await atomically(w.db, (tx) => [tx.update(t.briefs).set({ brief: withOpening })])
    const first = await w.draft()
    const leads = async (triggerId: string, seenNow: Saved) => {
      const saved = await redraft(w.app, w.rep, { ...seen(seenNow), triggerId })
      const { revision: made, text } = await revision(saved.revisionId)
      expect(made).toMatchObject({ blocks: 0, note: expect.stringContaining('lead with another trigger') })
      return {
        saved,
        news: bodyOf(text)
          .split('\n\n')[1]!
          .split(/(?<=\.) /)[0]!,
      }
    }
    const place = await leads('opening', first)
    expect(place.news).toMatch(/Leeds/)
    const money = await leads('trigger', place.saved)
    expect(money.news).toMatch(/\$40 million|Series B/)
    expect(await revisionsOf(w.db, first.draftId)).toHaveLength(3)
    const wrong = redraft(w.app, w.rep, { ...seen(money.saved), triggerId: 'elsewhere' })
    await expect(wrong).rejects.toMatchObject({ code: 'not_found' })
  })

  it('hands a model the instruction as the person’s, with the text they look at', async () => {
    const tasks: WriteTask[] = []
    const { writer } = w.app
    w.app.writer = {
      write: async (task) => {
        tasks.push(task)
        return await writer.write(task)
      },
    }
    const first = await w.draft()
    await redraft(w.app, w.rep, { ...seen(first), instruction: 'make it rhyme' })
    expect(tasks.map(({ asked }) => asked)).toEqual([
      {
        instruction: 'make it rhyme',
        earlier: [],
        current: { subject: 'Northwind and its Series B', text: bodyOf((await revision(first.revisionId)).text) },
      },
    ])
  })
})
