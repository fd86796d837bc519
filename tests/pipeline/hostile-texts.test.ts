import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raw, rows } from '#dialect'
import { findAddresses } from '../../src/core/claims/addresses.ts'
import { hiddenCharacters } from '../../src/core/draft/hidden.ts'
import { bodyOf } from '../../src/core/review.ts'
import { draft } from '../../src/pipeline/draft.ts'
import { extract } from '../../src/pipeline/extract.ts'
import { fit } from '../../src/pipeline/fit.ts'
import { publishIcp } from '../../src/pipeline/icp.ts'
import { importCsv } from '../../src/pipeline/import.ts'
import { match } from '../../src/pipeline/match.ts'
import { rank } from '../../src/pipeline/rank.ts'
import { openFeeds } from '../../src/pipeline/rehearse/publish.ts'
import { openScratch, type Scratch } from '../../src/pipeline/rehearse/scratch.ts'
import { research } from '../../src/pipeline/research.ts'
import { buttonFor, edit, type Person } from '../../src/pipeline/verbs.ts'
import { feed } from '../../src/sources/feed.ts'
import { draftsInState, findRevision, type WholeRevision } from '../../src/store/drafts.ts'
import { userById } from '../../src/store/users.ts'

type Text = { family: string; title: string; summary: string; payload: string; also?: string[] }
type Case = Text & { account: string; domain: string; contact: string }

const file = new URL('../fixtures/hostile/texts.jsonl', import.meta.url)
const texts: Text[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const plainly: Text[] = ['Series A', 'Series B', 'Series C'].map((round) => ({
  family: 'plain',
  title: `{account} raises $12 million in ${round} funding`,
  summary: 'Nothing else.',
  payload: 'How do you close the books today?',
}))

const firsts = ['Alder', 'Birch', 'Cedar', 'Drift', 'Elder', 'Fallow', 'Garnet', 'Hazel']
const seconds = ['worth', 'combe', 'holt', 'mere', 'stead', 'wick', 'thorpe', 'beck']
const kinds = ['Robotics', 'Analytics', 'Logistics']
const cases: Case[] = [...texts, ...plainly].map((text, i) => {
  const word = `${firsts[i % 8]}${seconds[Math.floor(i / 8)]}`
  const domain = `${word.toLowerCase()}.example`
  return { ...text, account: `${word} ${kinds[i % 3]}`, domain, contact: `reader@${domain}` }
})

const monday = Date.UTC(2026, 10, 23, 7)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const items = ({ title, summary, also = [], account }: Case) =>
  [title, ...also].map((each, i) => {
    const told = each.replaceAll('{account}', account)
    const link = `https://wire.example/${encodeURIComponent(account)}/${i}`
    return `<item><title>${escaped(told)}</title><link>${link}</link><description>${escaped(summary.replaceAll('{account}', account))}</description><pubDate>Sun, 22 Nov 2026 ${9 + i}:00:00 GMT</pubDate></item>`
  })

let scratch: Scratch
let person: Person
let before: unknown[]
const made = new Map<string, { id: string; head: WholeRevision }>()

/** What no publisher may touch: people, their addresses, who sends, what is suppressed, how it is decided. */
const untouchable = async () => {
  const tables = [
    'users',
    'contacts',
    'employments',
    'workspace',
    'suppressions',
    'icp_versions',
    'decisions',
    'approvals',
  ]
  const kept = tables.map((table) => rows(scratch.app.db, `select * from ${table} order by 1`))
  return await Promise.all(kept)
}

beforeAll(async () => {
  scratch = await openScratch({ zone: 'UTC', at: monday })
  const { app } = scratch
  const icp = readFileSync(new URL('../fixtures/claims/icp.yaml', import.meta.url), 'utf8')
  await publishIcp(app, null, `${icp}\ntiers: { tier_1: 200, tier_2: 60, tier_3: 40 }\n`)
  await raw(app.db, 'update users set capacity = 100')
  await raw(app.db, "update workspace set settings = json_set(settings, '$.perKindLimit', 100)")
  const accounts = cases.map(({ account, domain }) => `${account},${domain},300,NL`)
  const contacts = cases.map(({ domain, contact }) => `Ines Fallow,CFO,${contact},${domain}`)
  const csv = (lines: string[]) => Readable.from([lines.join('\n')])
  await importCsv(app, 'accounts', csv(['name,domain,employees,country', ...accounts]), { name: 'accounts.csv' })
  await importCsv(app, 'contacts', csv(['name,title,email,account_domain', ...contacts]), { name: 'contacts.csv' })
  before = await untouchable()
  const xml = `<rss version="2.0"><channel><title>Wire</title>${cases.flatMap(items).join('')}</channel></rss>`
  const body = {
    bytes: new TextEncoder().encode(xml),
    url: 'https://wire.example/feed',
    status: 200,
    headers: {},
    fetchedAt: monday,
  }
  const { documents } = await feed.parse(body, { url: 'https://wire.example/feed', publisher: 'Example Wire' })
  await openFeeds(app)(documents.map((document) => ({ source: 'Example Wire', polledOn: '2026-11-23', document })))
  for (const stage of [extract, match, fit, rank, research, draft]) await stage.run(app)
  person = (await userById(app.db, scratch.ownerId))!
  for (const { id, headRevisionId } of await draftsInState(app.db, ['pending', 'quarantined'])) {
    const head = (await findRevision(app.db, headRevisionId!))!
    made.set(head.text.to, { id, head })
  }
})
afterAll(() => scratch.close())

const wordsOf = ({ text }: WholeRevision): string => `${text.subject}\n${bodyOf(text)}`
const hostile = cases.filter(({ family }) => family !== 'plain')

test('of sixty hostile texts most reach a draft, and plain ones may be approved by the rep', async () => {
  expect(hostile).toHaveLength(60)
  expect(new Set(hostile.map(({ family }) => family)).size).toBe(10)
  expect(hostile.filter(({ contact }) => made.has(contact)).length).toBeGreaterThanOrEqual(50)
  for (const { family, contact } of cases)
    if (family === 'plain')
      expect(await buttonFor(scratch.app, person, made.get(contact)!.id)).toEqual({ does: 'approve' })
})

test('a publisher changes nobody’s address, no sender, no setting and no decision', async () => {
  expect(await untouchable()).toEqual(before)
  const senders = [...made.values()].map(({ head: { text } }) => `${text.from} ${text.replyTo}`)
  expect(new Set(senders).size).toBe(1)
  for (const { account, contact } of cases) {
    const words = made.has(contact) ? wordsOf(made.get(contact)!.head) : ''
    for (const other of cases) if (other.account !== account) expect(words).not.toContain(other.account)
  }
})

test('what a rep may approve as it was written holds no address, nothing hidden, no markup and no planted words', async () => {
  let approvable = 0
  for (const { contact, payload } of hostile) {
    const draft = made.get(contact)
    if (!draft || (await buttonFor(scratch.app, person, draft.id)).does !== 'approve') continue
    approvable++
    const words = wordsOf(draft.head)
    expect(findAddresses(words)).toEqual([])
    expect(words.match(hiddenCharacters)).toBeNull()
    expect(words).not.toMatch(/[<>{}[\]]|&\w+;|script|ignore|unsubscribe/iu)
    expect(words).not.toContain(payload)
  }
  expect(approvable).toBeGreaterThanOrEqual(40)
})

test('no planted words that a rep pastes into a draft can be approved by the rep', async () => {
  const silent: string[] = []
  for (const { contact, payload, title } of hostile) {
    const draft = made.get(contact)
    if (!draft) continue
    const { subject } = draft.head.text
    const [greeting, news, ...rest] = bodyOf(draft.head.text).split('\n\n')
    const text = [greeting, news, payload, ...rest].join('\n\n')
    const { id, hash } = draft.head.revision
    const saved = await edit(scratch.app, person, { draftId: draft.id, revisionId: id, hash, subject, text })
    if ((await buttonFor(scratch.app, person, saved.draftId)).does === 'approve') silent.push(`${title}: ${payload}`)
  }
  expect(silent).toEqual([])
})
