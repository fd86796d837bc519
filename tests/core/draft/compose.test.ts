import { expect, test } from 'vitest'
import { check } from '../../../src/core/draft/check.ts'
import { compose } from '../../../src/core/draft/compose.ts'
import { signalKinds } from '../../../src/core/signal.ts'
import { briefOf, companies, day, icp, publishers, sender, storyOf } from './made-up.ts'

test('the composer passes its own check for every kind, tone and combination', () => {
  let drafts = 0
  for (let n = 0; n < 48; n++) {
    for (const kind of signalKinds) {
      const company = companies[n % companies.length]!
      const persona = icp.personas[n % icp.personas.length]!
      const second = signalKinds[(n * 5 + signalKinds.indexOf(kind)) % signalKinds.length]!
      const story = {
        ...storyOf(kind, company, n),
        publisher: n % 6 === 5 ? null : publishers[n % publishers.length]!,
        daysAgo: 1 + (n % 40),
      }
      const stories = n % 3 === 0 ? [story, storyOf(second, company, n + 1)] : [story]
      const brief = briefOf(company, stories)
      const draft = compose(brief, persona, icp, sender, { seed: `p${n}-${kind}`, variant: n % 2, day })
      const { findings } = check(draft, brief, icp, { sender, day })
      expect(
        findings.filter(({ level }) => level === 'block'),
        `${draft.subject}\n${draft.text}`,
      ).toEqual([])
      drafts++
    }
  }
  expect(drafts).toBeGreaterThanOrEqual(500)
})
