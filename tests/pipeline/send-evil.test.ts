import { afterEach, expect, it } from 'vitest'
import { smtpOutreach } from '../../src/adapters/mail/smtp.ts'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { findDraft } from '../../src/store/drafts.ts'
import { type Case, evilServer } from '../adapters/mail/evil-server.ts'
import { hourMs, makeWorkspace, seen, type Workspace } from '../support/workspace.ts'

let w: Workspace
let server: Awaited<ReturnType<typeof evilServer>>
afterEach(async () => {
  server.stop()
  await w.close()
})

type Told = {
  phase: Case['phase']
  act: Case['fault']['act']
  refuses?: boolean
  first: string
  last: string
  kept: number
}

const table: Record<string, Told> = {
  'a silence after RCPT': { phase: 'RCPT', act: ({ mute }) => mute(), first: 'queued', last: 'sent', kept: 1 },
  'a 4xx after the dot': {
    ...{ phase: 'dot', act: ({ say }) => say('451 later\r\n'), refuses: true },
    ...{ first: 'queued', last: 'sent', kept: 1 },
  },
  'a 5xx after the dot': {
    ...{ phase: 'dot', act: ({ say }) => say('554 no\r\n'), refuses: true },
    ...{ first: 'failed', last: 'failed', kept: 0 },
  },
  'a reset after the dot': { phase: 'dot', act: ({ reset }) => reset(), first: 'unknown', last: 'unknown', kept: 1 },
  'a silence after the dot': { phase: 'dot', act: ({ mute }) => mute(), first: 'unknown', last: 'unknown', kept: 1 },
  'garbage after the dot': {
    ...{ phase: 'dot', act: ({ say }) => say('what?\r\n') },
    ...{ first: 'unknown', last: 'unknown', kept: 1 },
  },
}

it.each(Object.keys(table))('%s ends as it should, however often the sender looks again', async (name) => {
  const { phase, act, refuses = false, first, last, kept } = table[name]!
  const fault = { act, refuses, breaks: false, early: [], late: [] }
  server = await evilServer({ phase, when: 'instead', fault, pipelining: false })
  w = await makeWorkspace()
  const timeouts = { connectMs: 1000, silenceMs: 600, totalMs: 2000 }
  const outreach = smtpOutreach({ url: server.url, now: w.app.now, timeouts })
  Object.assign(w.app, { outreach, route: outreach.route, baseUrl: 'https://daybreak.brightshift.example' })
  const draft = await w.draft()
  await approve(w.app, w.rep, seen(draft))
  const stateAfter = async (ms: number) => {
    w.state.now += ms
    await send.run(w.app)
    return (await findDraft(w.db, draft.draftId))?.state
  }
  expect(await stateAfter(10_000)).toBe(first)
  for (let i = 0; i < 5; i++) expect(await stateAfter(hourMs / 2)).toBe(last)
  expect(server.reached()).toBe(true)
  expect(server.kept).toHaveLength(kept)
})
