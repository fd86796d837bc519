import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomically, rows } from '#dialect'
import type { LocalDay } from '../../src/core/day.ts'
import type { App } from '../../src/pipeline/app.ts'
import { addContact } from '../../src/pipeline/contact.ts'
import { draft } from '../../src/pipeline/draft.ts'
import { erasePerson } from '../../src/pipeline/erase.ts'
import { answerHandOver, handOver } from '../../src/pipeline/hand-over.ts'
import { type ImportKind, importCsv } from '../../src/pipeline/import.ts'
import type { mentionsOf } from '../../src/pipeline/mentions.ts'
import { recordOutcome } from '../../src/pipeline/outcome.ts'
import { briefSteps } from '../../src/pipeline/research.ts'
import { approve } from '../../src/pipeline/review.ts'
import { send } from '../../src/pipeline/send.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { findContact } from '../../src/store/contacts.ts'
import { findDraft, findRevision } from '../../src/store/drafts.ts'
import { briefsOfAccounts, saveBrief } from '../../src/store/erasures.ts'
import { guardsIntact } from '../../src/store/open.ts'
import * as t from '../../src/store/schema/index.ts'
import { everyChance } from '../store/scene.ts'
import { openFollowUps } from '../support/rows.ts'
import { makeWorkspace, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const imported = (kind: ImportKind, ...lines: string[]) =>
  importCsv(w.app, kind, Readable.from([lines.join('\n')]), { name: 'test.csv' })
const crm = [
  'external_id,account_domain,name,email,title,phone',
  'crm-7,northwind.example,Mara Example,mara@northwind.example,VP Sales,+31 20 123 4567',
]
const erase = () => erasePerson(w.app, w.manager, { contactId: 'mara' })

/** Every cell of the database that holds one of these words. */
const cellsWith = async (...words: string[]) => {
  const found: string[] = []
  for (const { name } of await rows<{ name: string }>(w.db, "select name from sqlite_master where type = 'table'"))
    for (const row of await rows<Record<string, unknown>>(w.db, `select * from "${name}"`))
      for (const [column, value] of Object.entries(row))
        if (words.some((word) => String(value).toLowerCase().includes(word))) found.push(`${name}.${column}`)
  return [...new Set(found)]
}

describe('an erasure', () => {
  beforeEach(async () => {
    await imported('contacts', ...crm)
    await approve(w.app, w.rep, seen(await w.draft()))
    w.state.now += 10_000
    await send.run(w.app)
    await recordOutcome(w.app, w.rep, {
      accountId: 'account',
      contactId: 'mara',
      kind: 'reply',
      replyClass: 'other',
      note: 'Mara Example would rather talk in May',
      at: w.state.now,
    })
    await imported('contacts', crm[0]!, 'crm-9,northwind.example,Nora,mara@northwind.example,,')
  })

  it('leaves no word of who they were or of what we wrote, only ids and hashes', async () => {
    expect((await cellsWith('mara example', 'mara@', 'crm-7', '123 4567')).length).toBeGreaterThan(6)
    expect(await erase()).toEqual({ people: 1, texts: 1 })
    expect(await cellsWith('mara example', 'mara@', 'crm-7', '123 4567', 'hi mara')).toEqual([])
    expect(await findContact(w.db, 'mara')).toMatchObject({ name: '', email: null, addressKey: expect.any(String) })
    expect(await openFollowUps(w.db, 'rep')).toEqual([])
  })

  it('takes out what was noted when somebody called them the wrong person', async () => {
    const wrong = { accountId: 'account', contactId: 'mara', kind: 'reply', replyClass: 'wrong_person' } as const
    await recordOutcome(w.app, w.rep, { ...wrong, note: 'Says that Tess Sample decides', at: w.state.now })
    expect(await cellsWith('tess sample')).toEqual(expect.arrayContaining(['corrections.note', 'outcomes.reason']))
    await erase()
    expect(await cellsWith('tess sample')).toEqual([])
  })

  it('keeps the chain of the audit, the guards, the touch and everybody else', async () => {
    const before = (await verifyAudit(w.db)).rows
    await erase()
    expect(await verifyAudit(w.db)).toMatchObject({ rows: before + 1, broken: null })
    expect(await guardsIntact(w.db)).toBe(true)
    expect(await rows(w.db, 'select contact_id from touches')).toEqual([{ contact_id: 'mara' }])
    expect(await findContact(w.db, 'nils')).toMatchObject({ name: 'Nils Example', email: 'nils@northwind.example' })
    expect(await erase()).toEqual({ people: 0, texts: 0 })
  })

  it('is not undone by any import, however the person is spelled', async () => {
    await erase()
    const back = async (kind: ImportKind, ...lines: string[]) => {
      const { added, changed, errors } = await imported(kind, ...lines)
      return { taken: added + changed, says: errors.map(({ message }) => message) }
    }
    const refused = { taken: 0, says: ['This person was erased on request and is not taken in again'] }
    for (const line of [
      crm[1]!,
      'crm-7,northwind.example,Somebody,new@northwind.example,,',
      ',northwind.example,Somebody,MARA+crm@Northwind.Example.,,',
      ',northwind.example,Dr. MARA  Example,,,',
      'crm-8,northwind.example,Mara J. Example,m.example@northwind.example,,',
    ])
      expect(await back('contacts', crm[0]!, line), line).toEqual(refused)
    await imported('accounts', 'name,domain,employees', 'Northwind Robotics,northwind.example,300')
    await imported(
      'touches',
      'external_id,account_domain,contact_email,at',
      't1,northwind.example,mara@northwind.example,2026-11-20',
    )
    for (const name of ['Mara Example', 'Mara'])
      await expect(
        addContact(w.app, w.rep, { accountId: 'account', name, email: 'mara+x@northwind.example' }),
      ).rejects.toThrow('erased on request')
    await expect(addContact(w.app, w.rep, { accountId: 'account', name: 'Mara Example' })).rejects.toThrow('erased')
    expect(await cellsWith('mara example', 'mara@', 'crm-7', '123 4567')).toEqual([])
  })

  it('takes another person of the same account in as before', async () => {
    await erase()
    expect(
      await imported('contacts', crm[0]!, 'crm-8,northwind.example,Maria Example,maria@northwind.example,,'),
    ).toMatchObject({ added: 1, errors: [] })
  })
})

it('an erasure of a short name takes nothing of anybody whose name or address holds it', async () => {
  await imported('contacts', crm[0]!, 'li-1,northwind.example,Li,li@olive.example,,')
  await imported('accounts', 'name,domain', 'Delight GmbH,delight.example', 'Olive Ltd,olive.example')
  await imported('accounts', 'name,domain', 'Delight AG,delight.example', 'Olive Group,olive.example')
  await imported(
    'contacts',
    crm[0]!,
    ',northwind.example,Ali,ali@olive.example,,',
    ',nowhere.example,Lillian,ali@olive.example,,',
  )
  const sent = { userId: 'rep', kind: 'alert', subject: '', html: '', createdAt: tuesday, sentAt: tuesday } as const
  const mail = { theirs: 'To: Li', others: 'To: Lillian Example at Delight GmbH, ali@olive.example' }
  await atomically(w.db, (tx) => [
    tx.insert(t.notices).values(Object.entries(mail).map(([id, text]) => ({ ...sent, id, onceKey: id, text }))),
  ])
  const kept = async (table: string) => (await rows<{ n: number }>(w.db, `select count(*) as n from ${table}`))[0]!.n
  const before = {
    changes: await kept('import_changes'),
    errors: await kept("import_errors where message <> '(erased)'"),
  }
  expect(before).toMatchObject({ changes: expect.any(Number), errors: 1 })
  const [li] = await rows<{ id: string }>(w.db, "select id from contacts where name = 'Li'")
  await erasePerson(w.app, w.manager, { contactId: li!.id })
  expect(await kept('import_changes')).toBe(before.changes - 1)
  expect(await kept("import_errors where message <> '(erased)'")).toBe(1)
  expect(await rows(w.db, 'select id, text from notices order by id')).toEqual([
    { id: 'others', text: mail.others },
    { id: 'theirs', text: '' },
  ])
})

it('an erasure takes what was written while it looked', async () => {
  let looks = 0
  const row = { userId: 'rep', kind: 'alert', subject: '', html: '', createdAt: tuesday } as const
  const app = {
    ...w.app,
    study: (async (name: 'mentions', asked: Parameters<typeof mentionsOf>[1]) => {
      const found = await w.app.study(name, asked)
      const late = { ...row, id: 'late', onceKey: 'late', text: 'To: Mara Example' }
      if (looks++ === 0) await atomically(w.db, (tx) => [tx.insert(t.notices).values(late)])
      return found
    }) as App['study'],
  }
  await erasePerson(app, w.manager, { contactId: 'mara' })
  expect(await cellsWith('mara example')).toEqual([])
})

it('an erasure takes what servers, tools and colleagues said of them', async () => {
  await approve(w.app, w.rep, seen(await w.draft()))
  w.state.delivery = { end: 'failed', reply: '550 <mara@northwind.example>: Mara Example has left' }
  w.state.now += 10_000
  await send.run(w.app)
  const reply = { accountId: 'account', contactId: 'mara', kind: 'reply', at: w.state.now } as const
  const note = 'Mara Example is away until spring'
  await recordOutcome(w.app, w.rep, { ...reply, replyClass: 'not_now', note, untilDay: '2027-03-01' as LocalDay })
  const { outcomeId } = await recordOutcome(w.app, w.rep, { ...reply, replyClass: 'interested' })
  const { handoverId } = await handOver(w.app, w.rep, { outcomeId, toId: 'manager', note: 'Call Mara Example' })
  const back = { answer: 'returned', reason: 'Mara Example is away', untilDay: '2027-03-01' as LocalDay } as const
  await answerHandOver(w.app, w.manager, { handoverId, ...back })
  const said = ['handovers.answer_reason', 'handovers.note', 'holds.reason', 'problems.message', 'sends.reply']
  expect(await cellsWith('mara example')).toEqual(expect.arrayContaining(said))
  await erase()
  expect(await cellsWith('mara example', 'mara@')).toEqual([])
  expect(await rows(w.db, 'select reason from holds')).toEqual([{ reason: '' }, { reason: '' }])
})

it('an erasure while a text to them is written leaves no such text', async () => {
  const write: App['writer']['write'] = async (task) => {
    const made = await w.app.writer.write(task)
    await erase()
    return made
  }
  expect(await draft.run({ ...w.app, writer: { ...w.app.writer, write } })).toMatchObject({ drafts: 0, failed: 1 })
  expect(await rows(w.db, 'select message from problems')).toEqual([{ message: 'This person was erased meanwhile' }])
  expect(await cellsWith('mara example', 'mara@', 'hi mara')).toEqual([])
})

it('an erasure while what is known is gathered leaves no brief that tells of them', async () => {
  const [row] = await rows<{ id: string }>(w.db, 'select id from briefs')
  const [known] = await briefsOfAccounts(w.db, ['account'])
  expect(known!.brief.contact?.contactId).toBe('mara')
  await erase()
  const late = { ...known!, pursuitId: 'pursuit', evidenceHash: 'late', createdAt: tuesday, currentAt: tuesday }
  await expect(atomically(w.db, (tx) => briefSteps(tx, { ...late, id: 'late' }))).rejects.toThrow('erased meanwhile')
  expect(await rows(w.db, 'select id from briefs')).toEqual([row])
})

it('an erasure asked for again takes what was left', async () => {
  const [known] = await briefsOfAccounts(w.db, ['account'])
  const first = await w.draft()
  const { text, checks } = (await findRevision(w.db, first.revisionId))!
  await erase()
  w.db.$client.exec('drop trigger revision_texts_update; drop trigger revision_checks_update')
  await atomically(w.db, (tx) => [
    tx.update(t.revisionTexts).set(text),
    tx.update(t.revisionChecks).set(checks),
    saveBrief(tx, known!.id, known!.brief),
  ])
  expect(await cellsWith('mara@')).toContain('revision_texts.to_address')
  expect(await erasePerson(w.app, null, { address: 'mara@northwind.example' })).toEqual({ people: 0, texts: 1 })
  expect(await cellsWith('mara example', 'mara@', 'hi mara')).toEqual([])
})

it('an erasure stops what is on its way, and nothing more is written to the address', async () => {
  const first = await w.draft()
  await approve(w.app, w.rep, seen(first))
  await erase()
  expect((await findDraft(w.db, first.draftId))?.state).toBe('cancelled')
  await everyChance(w)
  expect(w.outbox).toEqual([])
  expect(await rows(w.db, 'select reason from suppressions')).toEqual([{ reason: 'erased on request' }])
})

describe('an address that somebody was written to under before', () => {
  beforeEach(async () => {
    await approve(w.app, w.rep, seen(await w.draft()))
    w.state.now += 10_000
    await send.run(w.app)
    const moved = ['crm-7,northwind.example,Mara Example,mara@new.example,VP Sales,']
    expect(await imported('contacts', crm[0]!, ...moved)).toMatchObject({ changed: 1 })
  })

  it('is suppressed and kept out with the one they have now', async () => {
    await erase()
    expect(await rows(w.db, 'select reason from suppressions')).toHaveLength(2)
    const { errors } = await imported('contacts', crm[0]!, ',harbour.example,M. E.,mara@northwind.example,,')
    expect(errors).toHaveLength(1)
  })

  it('finds them, and is left to whoever has it now', async () => {
    await imported('contacts', crm[0]!, 'crm-8,northwind.example,Nora,mara@northwind.example,,')
    await erase()
    expect(await rows(w.db, 'select reason from suppressions')).toHaveLength(1)
    expect(await erasePerson(w.app, null, { address: 'mara@northwind.example' })).toMatchObject({ people: 1 })
    expect(await cellsWith('nora')).toEqual([])
  })

  it('erases them where nobody has it now', async () => {
    const erased = await erasePerson(w.app, null, { address: 'mara@northwind.example' })
    expect(erased).toEqual({ people: 1, texts: 1 })
    expect(await cellsWith('mara example', 'mara@')).toEqual([])
    expect(await rows(w.db, 'select reason from suppressions')).toHaveLength(2)
  })
})

it('an address that nobody here has is kept out by its hash as well', async () => {
  expect(await erasePerson(w.app, null, { address: 'Pat+x@quarry.example' })).toEqual({ people: 0, texts: 0 })
  const { errors } = await imported('contacts', crm[0]!, ',northwind.example,Pat,pat@quarry.example,,')
  expect(errors).toHaveLength(1)
  expect(await cellsWith('pat@quarry')).toEqual([])
  await expect(erasePerson(w.app, null, { address: 'nobody' })).rejects.toThrow('is not an address')
})

it('a rep erases nobody', async () => {
  await expect(erasePerson(w.app, w.rep, { contactId: 'mara' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(erasePerson(w.app, w.admin, { contactId: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  expect((await findContact(w.db, 'mara'))?.erasedAt).toBeNull()
  expect(w.state.now).toBe(tuesday)
})
