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

export const reps = 50
const fields = 10
const criteria = 30
const dayMs = 86_400_000

/** The book of that size, made once a day and schema, and kept in the system's temporary folder; each rehearsal works on it. */
export const openBook = async (accounts: number): Promise<Book> => {
  const schema = hash('sha256', readFileSync(path.join(projectFolder, 'migrations/sqlite/0000_domain.sql'))).slice(0, 8)
  const folder = path.join(tmpdir(), 'daybreak-bench', `${accounts}-${new Date().toISOString().slice(0, 10)}-${schema}`)
  const wiring = wiringIn(folder)
  if (existsSync(folder)) return { wiring, folder }
  const draft = `${folder}-half`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  await make(wiringIn(draft), accounts)
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

const make = async (wiring: Wiring, accounts: number) => {
  const { app, arm, close } = await wire({ ...wiring, durability: 'normal' })
  const now = app.now()
  const settings = settingsSchema.parse({ sender: { company: 'Bench' } })
  await atomically(app.db, (tx) => [
    insertWorkspace(tx, {
      ...{ id: 1, name: 'Bench', timeZone: 'UTC', salt: 'salt', epoch: 'epoch', settings, createdAt: now },
    }),
  ])
  await raw(app.db, `pragma foreign_keys = off; begin; ${rowsOf(accounts, now)} commit;`)
  await publishIcp(app, null, icpYaml(5))
  await sealGate(app)
  await arm()
  await close()
}

const rowsOf = (accounts: number, now: number): string => {
  const numbers = (count: number) =>
    `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})`
  const id = `printf('account%08d', i)`
  const mixed = (salt: number | string) => `((i * 2654435761 + (${salt} + 1) * 2246822519) % 4294967296 / 65536)`
  const tenYears = now - 3650 * dayMs
  const happened = `(${now} - ${mixed(3)} % 20 * ${dayMs})`
  const trigger = `json_object('id', printf('trigger%08d', i), 'accountId', ${id}, 'kind', kind, 'side', 'subject', 'at', ${happened}, 'firstSeenAt', ${happened}, 'publishers', json('["Wire"]'), 'fields', json('{}'), 'contradictions', json('[]'), 'confidence', 0.9, 'lite', json('false'))`
  return `
    ${numbers(reps)} insert into users (id, email, name, role, time_zone, created_at)
      select printf('rep%03d', i), printf('rep%03d@example.com', i), printf('Rep %d', i), 'rep', 'UTC', ${now} from n;
    ${numbers(accounts)} insert into accounts (id, name, family_id, created_at, changed_at, facts_changed_at)
      select ${id}, printf('Company %d', i), ${id}, ${tenYears}, ${tenYears}, ${tenYears} from n;
    insert into account_domains (domain, account_id, is_primary) select id || '.example', id, 1 from accounts;
    ${numbers(accounts)}, f(j) as (select 0 union all select j + 1 from f where j < ${fields - 1})
      insert into facts (id, account_id, field, value, source, from_at)
      select printf('fact%08d.%d', i, j), ${id}, printf('amount%d', j), cast(${mixed('j')} % 1000 as text), 'import', ${tenYears}
      from n cross join f where ${mixed('j + 20')} % 5 > 0;
    ${numbers(accounts)} insert into ownerships (id, account_id, user_id, source, from_at)
      select printf('o%08d', i), ${id}, printf('rep%03d', i % ${reps}), 'import', ${tenYears} from n where i % 10 > 0;
    ${numbers(accounts / 2)} insert into contacts (id, name, email, address_key, source, created_at)
      select printf('person%08d', i), printf('Person %d', i), printf('p%d@example.com', i), printf('key%d', i), 'import', ${tenYears} from n;
    ${numbers(accounts / 2)} insert into employments (id, contact_id, account_id, title, source, from_at)
      select printf('e%08d', i), printf('person%08d', i), printf('account%08d', i * 2), 'Head of Things', 'import', ${tenYears} from n;
    ${numbers(accounts / 200)}, k as (select i, case i % 3 when 0 then 'funding' when 1 then 'hiring' else 'executive_hire' end as kind from (select i * 199 as i from n))
      insert into triggers (id, account_id, kind, at, first_seen_at, trigger, evidence_hash, changed_at)
      select printf('trigger%08d', i), ${id}, kind, ${happened}, ${happened}, ${trigger}, '', ${now} from k;`
}
