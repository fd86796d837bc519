import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atomically, raw } from '#dialect'
import { readConfig } from '../src/config.ts'
import { settingsSchema } from '../src/core/settings.ts'
import { sealGate } from '../src/pipeline/gate.ts'
import { publishIcp } from '../src/pipeline/icp.ts'
import { insertWorkspace } from '../src/store/workspace.ts'
import { projectFolder, type Wiring, wire } from '../src/wire.ts'

/** A workspace of a generated book: so many accounts, ten fields of each, people, owners, and news at one in two hundred. */
export type Book = { wiring: Wiring; folder: string }

const fields = 10
const criteria = 30
const dayMs = 86_400_000

/** `newsOf`: one account in so many has news. */
type Size = { accounts: number; documents: number; reps: number; capacity: number; newsOf: number }
const usual = { documents: 0, reps: 50, capacity: 15, newsOf: 200 }

/** The book of that size, made once a day and schema, and kept in the system's temporary folder; each rehearsal works on it. */
export const openBook = async (accounts: number, wanted: Partial<Size> = {}): Promise<Book> => {
  const size = { accounts, ...usual, ...wanted }
  const schema = hash('sha256', readFileSync(path.join(projectFolder, 'migrations/sqlite/0000_domain.sql'))).slice(0, 8)
  const folder = path.join(
    tmpdir(),
    'daybreak-bench',
    `${Object.values(size).join('-')}-${new Date().toISOString().slice(0, 10)}-${schema}`,
  )
  const wiring = wiringIn(folder)
  if (existsSync(folder)) return { wiring, folder }
  const draft = `${folder}-half`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  await make(wiringIn(draft), size)
  renameSync(draft, folder)
  return { wiring, folder }
}

const wiringIn = (folder: string): Wiring => ({
  config: readConfig({ DAYBREAK_DATA: folder, DAYBREAK_LOG: 'error' }),
  sample: false,
})

/** The first criterion's weight is given, so that publishing another one is a new version that moves every fit. */
export const icpYaml = (weight: number): string => `
name: Bench
key: bench
offer: We make things
criteria:
${Array.from({ length: criteria }, (_, i) => {
  const test = i % 2 === 0 ? `{ between: [${20 * i}, ${20 * i + 400}] }` : `{ at_least: ${25 * i} }`
  return `  - { id: c${i}, layer: firmographic, label: Question ${i}, when: { field: amount${i % fields}, test: ${test} }, weight: ${i === 0 ? weight : 2 + (i % 7)} }`
}).join('\n')}
personas:
  - key: p
    name: Head of things
    titles: [Head of Things]
    pains: [things take long]
    value_points: [{ text: We make things quickly. }]
    questions: [Is that on your list this quarter?]
`

const make = async (wiring: Wiring, size: Size) => {
  const { app, arm, close } = await wire({ ...wiring, durability: 'normal' })
  const now = app.now()
  const settings = settingsSchema.parse({
    sender: { company: 'Bench', fromEmail: 'desk@bench.example', postalAddress: '1 Sample Street' },
    perKindLimit: size.capacity,
  })
  await atomically(app.db, (tx) => [
    insertWorkspace(tx, {
      ...{ id: 1, name: 'Bench', timeZone: 'UTC', salt: 'salt', epoch: 'epoch', settings, createdAt: now },
    }),
  ])
  await raw(app.db, `pragma foreign_keys = off; begin; ${rowsOf(size, now)} commit;`)
  await publishIcp(app, null, icpYaml(5))
  await sealGate(app)
  await arm()
  await close()
}

const rowsOf = ({ accounts, documents, reps, capacity, newsOf }: Size, now: number): string => {
  const numbers = (count: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
  const id = `printf('account%08d', i)`
  const mixed = (salt: number | string) => `((i * 2654435761 + (${salt} + 1) * 2246822519) % 4294967296 / 65536)`
  const tenYears = now - 3650 * dayMs
  const happened = `(${now} - ${mixed(3)} % 20 * ${dayMs})`
  /** Without digits: a number in a draft needs a source. */
  const name = `('Company ' || char(65 + i / 456976 % 26, 97 + i / 17576 % 26, 97 + i / 676 % 26, 97 + i / 26 % 26, 97 + i % 26))`
  const told = `(${name} || ' raised $40 million in Series B funding.')`
  const fundedFields = `json('{"amount":{"value":{"value":40000000,"currency":"USD"},"quote":"$40 million"},"round":{"value":"Series B","quote":"Series B"}}')`
  const trigger = `json_object('id', printf('trigger%08d', i), 'accountId', ${id}, 'kind', 'funding', 'side', 'subject', 'at', ${happened}, 'firstSeenAt', ${happened}, 'publishers', json('["Wire"]'), 'fields', ${fundedFields}, 'contradictions', json('[]'), 'confidence', 0.9, 'lite', json('false'))`
  const signal = `json_object('kind', 'funding', 'company', ${name}, 'companyQuote', ${name}, 'fields', ${fundedFields}, 'occurredAt', null, 'quote', ${told}, 'confidence', 0.9, 'lite', json('false'), 'rule', 'bench')`
  const news = `${numbers(accounts / newsOf)}, k as (select i * ${newsOf} + i % ${newsOf} as i from n)`
  return `
    ${numbers(reps)} insert into users (id, email, name, role, time_zone, capacity, created_at)
      select printf('rep%03d', i), printf('rep%03d@example.com', i), printf('Rep %d', i), 'rep', 'UTC', ${capacity}, ${now} from n;
    ${numbers(accounts)} insert into accounts (id, name, family_id, created_at, changed_at, facts_changed_at)
      select ${id}, ${name}, ${id}, ${tenYears}, ${tenYears}, ${tenYears} from n;
    insert into account_domains (domain, account_id, is_primary) select id || '.example', id, 1 from accounts;
    ${numbers(accounts)}, f(j) as (select 0 union all select j + 1 from f where j < ${fields - 1})
      insert into facts (id, account_id, field, value, source, from_at)
      select printf('fact%08d.%d', i, j), ${id}, printf('amount%d', j), cast(${mixed('j')} % 1000 as text), 'import', ${tenYears}
      from n cross join f where ${mixed('j + 20')} % 5 > 0;
    ${numbers(accounts)} insert into ownerships (id, account_id, user_id, source, from_at)
      select printf('o%08d', i), ${id}, printf('rep%03d', i % ${reps}), 'import', ${tenYears} from n where i % 10 > 0;
    ${numbers(accounts / 2)} insert into contacts (id, name, email, address_key, source, created_at)
      select printf('person%08d', i), 'Ada Example', printf('p%d@example.com', i), address_key('salt', printf('p%d@example.com', i)), 'import', ${tenYears} from n;
    ${numbers(accounts / 2)} insert into employments (id, contact_id, account_id, title, source, from_at)
      select printf('e%08d', i), printf('person%08d', i), printf('account%08d', i * 2), 'Head of Things', 'import', ${tenYears} from n;
    insert into feeds (id, key, name, publisher, category, kind, settings, next_poll_at, created_at)
      values ('feed', 'feed', 'Wire', 'Wire', 'funding', 'feed', '{"url":"https://wire.example/feed"}', 9e15, 0);
    ${numbers(Math.max(1, documents))} insert into documents (id, feed_id, identity, content_hash, url, title, summary, publisher, fetched_at)
      select printf('d%09d', i), 'feed', printf('item%d', i), printf('%08x', i * 2654435761), printf('https://wire.example/%d', i), 'Something happened', '', 'Wire', i from n;
    ${news} insert into documents (id, feed_id, identity, content_hash, url, title, summary, publisher, published_at, fetched_at)
      select printf('news%08d', i), 'feed', printf('news%d', i), printf('%08x', i), printf('https://wire.example/news/%d', i), ${told}, '', 'Wire', ${happened}, ${happened} from k;
    ${news} insert into signals (id, document_id, extractor, fingerprint, kind, company, signal, confidence, lite, found_at, told_at, matched_at)
      select printf('signal%08d', i), printf('news%08d', i), 'bench', printf('%08x', i), 'funding', ${name}, ${signal}, 0.9, 0, ${now}, ${happened}, ${now} from k;
    ${news} insert into triggers (id, account_id, kind, at, first_seen_at, trigger, evidence_hash, changed_at)
      select printf('trigger%08d', i), ${id}, 'funding', ${happened}, ${happened}, ${trigger}, '', ${now} from k;
    ${news} insert into trigger_evidence (trigger_id, signal_id) select printf('trigger%08d', i), printf('signal%08d', i) from k;`
}
