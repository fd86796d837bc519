import { describe, expect, test } from 'vitest'
import { check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { skeleton } from '../../../src/core/draft/similarity.ts'
import { styleFor } from '../../../src/core/draft/style.ts'
import { aboutOf, type Thread, withThread } from '../../../src/core/draft/thread.ts'
import { signalKinds } from '../../../src/core/signal.ts'
import { briefOf, companies, day, icp, now, type Story, sender, storyOf } from './made-up.ts'

const company = 'Northwind Robotics'
const persona = icp.personas[0]!
const options = (seed: string) => ({ seed, variant: 0, day })

/** The first message of these stories, and the follow-up to it once `fresh` stories came in. */
const followed = (
  stories: Story[],
  wanted: { fresh?: Story[]; seed?: string; sent?: string[]; name?: string } = {},
) => {
  const { fresh = [], seed = 'p1', sent = [], name = company } = wanted
  const before = briefOf(name, stories)
  const first = compose(before, persona, icp, sender, options(seed))
  const { marks } = check(first, before, icp, { sender, day })
  const brief = briefOf(name, [...stories, ...fresh])
  const thread: Thread = {
    subject: first.subject,
    about: aboutOf(before, marks, day, 'UTC'),
    sent: [first.text, ...sent].map((text) => ({ at: now - 3 * 86_400_000, text })),
    newTriggerIds: brief.triggers.slice(stories.length).map(({ triggerId }) => triggerId),
  }
  const asked = withThread(brief, thread, 'UTC')
  const draft = compose(asked, persona, icp, sender, options(seed))
  return { first, brief: asked, draft, ...check(draft, asked, icp, { sender, day, style: styleFor(asked) }) }
}

const worn = /following up|bump|checking in|circl|touch(?:ing)? base|as discussed|re-?sen[dt]|not heard|no reply/i

describe('a follow-up', () => {
  test('passes every check for every kind, with and without new news, the first and the last', () => {
    let drafts = 0
    for (const kind of signalKinds)
      for (let n = 0; n < 6; n++) {
        const name = companies[n % companies.length]!
        const fresh = n % 3 === 1 ? [storyOf('expansion', name, n)] : []
        const sent = n % 3 === 2 ? ['Hi Mara,\n\nOne more idea.\n\nSam Sample'] : []
        const { draft, findings } = followed([storyOf(kind, name, n)], { fresh, sent, seed: `${kind}${n}`, name })
        const faults = findings.filter(({ rule }) => rule !== 'no_address')
        expect(faults, `${draft.subject}\n${draft.text}`).toEqual([])
        expect(draft.text).not.toMatch(worn)
        drafts++
      }
    expect(drafts).toBeGreaterThanOrEqual(75)
  })

  test('answers in the thread of the first message, and speaks of what that told', () => {
    const { first, draft } = followed([storyOf('funding', company, 0)])
    expect(draft.subject).toBe(`Re: ${first.subject}`)
    expect(draft.text).toMatch(/I wrote|[Mm]y first note/)
    expect(draft.text).toContain('about the $40 million Series A')
  })

  test('leads with news that came since', () => {
    const { draft, marks } = followed([storyOf('funding', company, 0)], { fresh: [storyOf('expansion', company, 1)] })
    const [, opening] = draft.text.split('\n\n')
    expect(opening).toMatch(/^[^.]*Pune/)
    expect(marks.find(({ mark }) => mark === 'supported')?.sourceIds).toEqual(['e2'])
  })

  test('makes a point and asks a question that the first message did not', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const { first, draft } = followed([storyOf('funding', company, 0)], { seed })
      const said = persona.value_points.filter(({ text }) => first.text.includes(text))
      const asked = persona.questions.filter((text) => first.text.includes(text))
      expect(said).toHaveLength(1)
      expect(draft.text).not.toContain(said[0]!.text)
      for (const question of asked) expect(draft.text).not.toContain(question)
    }
  })

  test('is shorter than the message it follows, and the last one lets go', () => {
    const { first, draft, stats } = followed([storyOf('funding', company, 0)])
    expect(draft.text.length).toBeLessThan(first.text.length)
    expect(stats.words).toBeLessThanOrEqual(70)
    const last = followed([storyOf('funding', company, 0)], { sent: [draft.text] })
    expect(last.draft.text).toMatch(/I will (?:leave it (?:here|at that)|stop here)\./)
    expect(last.stats.questions).toBe(0)
  })

  test('is worded in many ways', () => {
    const texts = Array.from(
      { length: 30 },
      (_, n) => followed([storyOf('funding', company, 0)], { seed: `s${n}` }).draft.text,
    )
    expect(new Set(texts.map(skeleton)).size).toBeGreaterThanOrEqual(20)
  })

  test('names no news when the first message told none', () => {
    const { draft, brief } = followed([{ ...storyOf('funding', company, 0), lite: true }])
    expect(brief.thread?.about).toBeNull()
    expect(draft.text).not.toMatch(/about|Series|raise/)
  })

  test('may not claim a note about something else', () => {
    const { brief, draft } = followed([storyOf('funding', company, 0)])
    const text = draft.text.replace(/about the \$40 million Series A/, 'about the merger with Papercraft')
    expect(text).not.toBe(draft.text)
    const { findings } = check({ subject: draft.subject, text }, brief, icp, { sender, day })
    expect(findings.some(({ level }) => level === 'block')).toBe(true)
  })

  test('may carry "Re:" before the first subject only', () => {
    const { brief, draft } = followed([storyOf('funding', company, 0)])
    const rules = (subject: string) =>
      check({ subject, text: draft.text }, brief, icp, { sender, day, style: styleFor(brief) }).findings.map(
        ({ rule }) => rule,
      )
    expect(rules(draft.subject)).not.toContain('fake_reply')
    expect(rules('Re: our meeting')).toContain('fake_reply')
  })
})
