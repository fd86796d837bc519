import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atomically, close, type Db } from '#dialect'
import type { Delivery, Notice } from '../../src/adapters/mail.ts'
import { folderUploads } from '../../src/adapters/uploads.ts'
import { composerWriter } from '../../src/adapters/writer.ts'
import { brief } from '../../src/core/brief.ts'
import type { DraftText } from '../../src/core/draft.ts'
import { parseIcp } from '../../src/core/icp/parse.ts'
import type { ApprovedMessage } from '../../src/core/review.ts'
import { settingsSchema } from '../../src/core/settings.ts'
import type { Signal } from '../../src/core/signal.ts'
import { addressKey } from '../../src/core/suppression.ts'
import type { Trigger } from '../../src/core/trigger.ts'
import type { App } from '../../src/pipeline/app.ts'
import { firstRevision, type Saved, type Seen } from '../../src/pipeline/edit.ts'
import { sealGate } from '../../src/pipeline/gate.ts'
import { createLater } from '../../src/pipeline/later.ts'
import { createLive } from '../../src/pipeline/live.ts'
import { runMorning } from '../../src/pipeline/runs.ts'
import { studyWith } from '../../src/pipeline/study.ts'
import { openStore } from '../../src/store/open.ts'
import { findPursuit, latestBrief } from '../../src/store/pursuits.ts'
import * as t from '../../src/store/schema/index.ts'
import { type User, userById } from '../../src/store/users.ts'

/** Tuesday, 24 November 2026, 09:00 UTC. */
export const tuesday = Date.UTC(2026, 10, 24, 9)
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
export const key = 'a key that is kept outside the database'
export const salt = 'salt'

export const icpYaml = `
name: Warehouse teams
key: warehouses
offer: We plan the daily shifts of warehouse robots
criteria:
  - { id: people, layer: firmographic, label: 50 to 2000 people, when: { field: employees, test: { between: [50, 2000] } }, weight: 6 }
personas:
  - key: sales
    name: Sales leader
    titles: [VP Sales, Head of Sales]
    pains: [new reps wait weeks for their first good list]
    value_points: [{ text: We give each rep a short list every morning. }]
    questions: [Is that on your list this quarter?]
consequences:
  funding: [the sales team grows faster than its lists]
`

/** Words that pass every check against the sample brief. */
export const cleanText: DraftText = {
  subject: 'Northwind and its Series B',
  text: 'Hi Mara,\n\nNorthwind Robotics raised $40 million in Series B funding.\n\nWe give each rep a short list every morning.\n\nIs that on your list this quarter?\n\nIda',
  citations: [{ sentence: 1, sourceIds: ['e1'] }],
}

export type Workspace = Awaited<ReturnType<typeof makeWorkspace>>

type Wanted = {
  file?: string
  tier?: number
  settings?: Record<string, unknown>
  workspace?: Partial<typeof t.workspace.$inferInsert>
}

let workspaces = 0
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/**
 * A workspace with two reps, a manager and an admin, one account with two contacts, one trigger, one open
 * pursuit with its brief. Sending is on. `outbox` and `mail` hold what left; `delivery` says how the next ends.
 */
export const makeWorkspace = async (wanted: Wanted = {}) => {
  const db = await openStore({ file: wanted.file ?? ':memory:', key, now: tuesday })
  const state = { now: tuesday, armed: true, delivery: { end: 'sent', reply: '250 ok' } as Delivery }
  const outbox: ApprovedMessage[] = []
  const mail: Notice[] = []
  const folder = path.join(tmpdir(), `daybreak-test-${process.pid}-${++workspaces}`) // made when something is kept
  let count = 0
  const app = {
    db,
    now: () => state.now,
    newId: () => `n${String(++count).padStart(6, '0')}`,
    log: silent,
    outreach: {
      route: 'folder',
      send: async (message: ApprovedMessage) => {
        outbox.push(message)
        return state.delivery
      },
    },
    writer: composerWriter,
    opinion: null,
    mailbox: null as App['mailbox'],
    notices: {
      send: async (notice: Notice) => {
        mail.push(notice)
        return state.delivery
      },
    },
    uploads: folderUploads({ folder: path.join(folder, 'uploads'), now: () => state.now }),
    backupFolder: path.join(folder, 'backups'),
    later: createLater(silent),
    live: createLive(),
    openOther: null,
    probes: { smtp: null, txt: async () => ({ unasked: 'nobody is asked here' }) },
    key,
    route: 'folder',
    baseUrl: 'http://127.0.0.1:4310',
    contact: null,
    armed: async () => state.armed,
    arm: async () => {
      state.armed = true
    },
    advance: async (save: (epoch: string) => Promise<void>) => await save(`epoch ${++count}`),
  } as unknown as App
  app.study = studyWith(app)
  app.runNow = () => runMorning(app)
  await fill(db, wanted)
  await sealGate(app)
  const person = async (id: string): Promise<User> => (await userById(db, id))!
  const people = {
    rep: await person('rep'),
    otherRep: await person('other'),
    manager: await person('manager'),
    admin: await person('admin'),
  }
  const draft = async (draftText: DraftText = cleanText): Promise<Saved> =>
    await firstRevision(app, {
      pursuit: (await findPursuit(db, 'pursuit'))!,
      brief: (await latestBrief(db, 'pursuit'))!,
      draftText,
      writer: 'composer',
    })
  const shut = async () => {
    app.live.close()
    await app.later.settled()
    rmSync(folder, { recursive: true, force: true })
    await close(db)
  }
  return { app, db, state, outbox, mail, draft, ...people, close: shut }
}

export const seen = ({ draftId, revisionId, hash }: Seen): Seen => ({ draftId, revisionId, hash })

const fill = async (db: Db, wanted: Wanted) => {
  const settings = settingsSchema.parse({
    sender: {
      company: 'Bright Shift',
      postalAddress: '1 Sample Street, Sampleton',
      fromEmail: 'desk@brightshift.example',
    },
    ...wanted.settings,
  })
  const at = tuesday - 30 * dayMs
  const accounts = [accountRow('account', 'Northwind Robotics'), accountRow('bystander', 'Harbour Analytics')]
  await atomically(db, (tx) => [
    tx.insert(t.workspace).values({
      id: 1,
      name: 'Sample',
      timeZone: 'Europe/Berlin',
      sendingOn: true,
      salt,
      epoch: 'first',
      settings,
      createdAt: at,
      ...wanted.workspace,
    }),
    tx
      .insert(t.users)
      .values([
        userRow('manager', 'manager', 'Ben Example'),
        userRow('rep', 'rep', 'Ida Example'),
        userRow('other', 'rep', 'Otto Example'),
        userRow('admin', 'admin', 'Ada Example'),
      ]),
    tx.insert(t.accounts).values(accounts),
    tx.insert(t.accountDomains).values([
      { domain: 'northwind.example', accountId: 'account', primary: true },
      { domain: 'harbour.example', accountId: 'bystander', primary: true },
    ]),
    tx.insert(t.facts).values([
      { id: 'f1', accountId: 'account', field: 'country', value: 'NL', source: 'import', from: at },
      { id: 'f2', accountId: 'account', field: 'employees', value: 240, source: 'import', from: at },
    ]),
    tx.insert(t.ownerships).values({ id: 'o1', accountId: 'account', userId: 'rep', source: 'import', from: at }),
    tx.insert(t.contacts).values([contactRow('mara', 'Mara Example'), contactRow('nils', 'Nils Example')]),
    tx.insert(t.employments).values([employmentRow('mara', 'VP Sales'), employmentRow('nils', 'Head of Sales')]),
    ...evidenceRows(tx),
    tx.insert(t.icpVersions).values({
      id: 'icp',
      icpKey: 'warehouses',
      number: 1,
      name: 'Warehouse teams',
      yaml: icpYaml,
      icp: sampleIcp,
      publishedAt: at,
    }),
    tx.insert(t.fits).values({
      id: 'fit',
      accountId: 'account',
      icpVersionId: 'icp',
      fit: 82,
      tier: wanted.tier ?? 2,
      disqualified: false,
      coverage: 1,
      result: {} as never,
      resultHash: '',
      from: at,
    }),
    tx.insert(t.pursuits).values({
      id: 'pursuit',
      accountId: 'account',
      ownerId: 'rep',
      leadTriggerId: 'trigger',
      triggerIds: ['trigger'],
      icpVersionId: 'icp',
      openedAt: tuesday - hourMs,
    }),
    tx.insert(t.briefs).values({
      id: 'brief',
      pursuitId: 'pursuit',
      evidenceHash: '',
      brief: sampleBrief,
      createdAt: tuesday - hourMs,
      currentAt: tuesday - hourMs,
    }),
  ])
}

const accountRow = (id: string, name: string) => ({
  id,
  name,
  familyId: id,
  createdAt: tuesday - 30 * dayMs,
  changedAt: tuesday - 30 * dayMs,
  factsChangedAt: tuesday - 30 * dayMs,
})

const userRow = (id: string, role: 'rep' | 'manager' | 'admin', name: string) => ({
  id,
  role,
  name,
  email: `${id}@brightshift.example`,
  timeZone: 'Europe/Berlin',
  createdAt: tuesday - 30 * dayMs,
  managerId: role === 'rep' ? 'manager' : null,
})

const emailOf = (id: string) => `${id}@northwind.example`

const contactRow = (id: string, name: string) => ({
  id,
  name,
  email: emailOf(id),
  addressKey: addressKey(salt, emailOf(id)),
  source: 'import',
  verifiedAt: tuesday - 20 * dayMs,
  createdAt: tuesday - 30 * dayMs,
})

const employmentRow = (contactId: string, title: string) => ({
  id: `${contactId}-job`,
  contactId,
  accountId: 'account',
  title,
  source: 'import',
  from: tuesday - 300 * dayMs,
})

const quote = 'Northwind Robotics raised $40 million in Series B funding.'

const signal: Signal = {
  kind: 'funding',
  company: 'Northwind Robotics',
  companyQuote: 'Northwind Robotics',
  fields: {
    amount: { value: { value: 40_000_000, currency: 'USD' }, quote: '$40 million' },
    round: { value: 'Series B', quote: 'Series B' },
  },
  occurredAt: null,
  quote,
  confidence: 0.95,
  lite: false,
  rule: 'sample',
}

const published = tuesday - 20 * hourMs

const sampleTrigger: Trigger = {
  id: 'trigger',
  accountId: 'account',
  side: 'subject',
  kind: 'funding',
  at: published,
  firstSeenAt: tuesday - 2 * hourMs,
  evidence: [
    {
      signalId: 'signal',
      item: 'feed northwind',
      url: 'https://wire.example/northwind',
      title: quote,
      publisher: 'Example Wire',
      publishedAt: published,
      fetchedAt: tuesday - 2 * hourMs,
      side: 'subject',
      signal,
    },
  ],
  publishers: ['Example Wire'],
  fields: signal.fields,
  contradictions: [],
  confidence: 0.95,
  lite: false,
}

export const sampleIcp = parseIcp(icpYaml)

const candidate = (id: string, name: string, title: string) => ({
  id,
  name,
  title,
  email: emailOf(id),
  verifiedAt: tuesday - 20 * dayMs,
  champion: false,
  left: false,
  suppressed: false,
})

export const sampleBrief = brief({
  account: { id: 'account', name: 'Northwind Robotics' },
  facts: [{ field: 'employees', value: 240, source: 'import', from: tuesday - 30 * dayMs, to: null }],
  triggers: [sampleTrigger],
  contacts: [candidate('mara', 'Mara Example', 'VP Sales'), candidate('nils', 'Nils Example', 'Head of Sales')],
  icp: sampleIcp,
  now: tuesday,
})

const evidenceRows = (tx: Parameters<Parameters<typeof atomically>[1]>[0]) => [
  tx.insert(t.feeds).values({
    id: 'feed',
    key: 'wire',
    name: 'Example Wire',
    publisher: 'Example Wire',
    category: 'funding',
    kind: 'feed',
    settings: {},
    nextPollAt: tuesday,
    createdAt: published,
  }),
  tx.insert(t.documents).values({
    id: 'document',
    feedId: 'feed',
    identity: 'northwind',
    contentHash: '',
    url: 'https://wire.example/northwind',
    title: quote,
    publisher: 'Example Wire',
    publishedAt: published,
    fetchedAt: tuesday - 2 * hourMs,
    extractedBy: 'sample',
  }),
  tx.insert(t.signals).values({
    id: 'signal',
    documentId: 'document',
    extractor: 'sample',
    fingerprint: 'northwind',
    kind: 'funding',
    company: 'Northwind Robotics',
    signal,
    confidence: 0.95,
    lite: false,
    foundAt: tuesday - 2 * hourMs,
    toldAt: published,
    matchedAt: tuesday - 2 * hourMs,
  }),
  tx.insert(t.matches).values({
    id: 'match',
    signalId: 'signal',
    accountId: 'account',
    side: 'subject',
    method: 'name',
    decision: 'auto',
    confidence: 0.95,
    cues: [],
    createdAt: tuesday - 2 * hourMs,
  }),
  tx.insert(t.triggers).values({
    id: 'trigger',
    accountId: 'account',
    kind: 'funding',
    at: published,
    firstSeenAt: tuesday - 2 * hourMs,
    trigger: (({ evidence: _evidence, ...rest }) => rest)(sampleTrigger),
    evidenceHash: '',
    changedAt: tuesday - 2 * hourMs,
  }),
  tx.insert(t.triggerEvidence).values({ triggerId: 'trigger', signalId: 'signal' }),
]
