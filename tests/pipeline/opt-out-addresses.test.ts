import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { raw } from '#dialect'
import { readMail } from '../../src/adapters/mail/read.ts'
import { suppressionKey } from '../../src/core/suppression.ts'
import { importCsv } from '../../src/pipeline/import.ts'
import { send } from '../../src/pipeline/send.ts'
import {
  answerReceivedBy,
  approve,
  optOut,
  pasteReply,
  receive,
  recordOutcome,
  suppress,
} from '../../src/pipeline/verbs.ts'
import { outcomesOf } from '../../src/store/outcomes.ts'
import { listSuppressions } from '../../src/store/suppressions.ts'
import { touchesOf } from '../../src/store/touches.ts'
import { letter } from '../support/letters.ts'
import { makeWorkspace, salt, seen, tuesday, type Workspace } from '../support/workspace.ts'

const before = 'mara@northwind.example'
const now = 'mara@fresh.example'
const keyOf = (address: string) => suppressionKey('address', address, salt)!

let w: Workspace
/** Somebody was written to under one address and has another by now. */
beforeEach(async () => {
  w = await makeWorkspace()
  await approve(w.app, w.rep, seen(await w.draft()))
  w.state.now += 10_000
  await send.run(w.app)
  await contact(`Mara Example,${now}`)
})
afterEach(() => w.close())

const imported = async (kind: 'contacts' | 'outcomes' | 'touches', ...lines: string[]) =>
  await importCsv(w.app, kind, Readable.from([`${lines.join('\n')}\n`]), { name: `${kind}.csv` })
const contact = async (line: string) =>
  await imported('contacts', 'account_domain,name,email', `northwind.example,${line}`)
const outcome = async (address: string, kind: 'unsubscribe' | 'bounce', touch = '') =>
  await imported(
    'outcomes',
    'external_id,account_domain,contact_email,kind,at,touch_external_id',
    `1,northwind.example,${address},${kind},2026-11-24,${touch}`,
  )
const paste = async (text: string) => await pasteReply(w.app, { accountId: 'account', contactId: null, text })
const fromPerson = async (address: string) => {
  const [touch] = await touchesOf(w.db, ['account'])
  const head = { 'In-Reply-To': touch!.externalId, From: `Mara Example <${address}>` }
  await receive(w.app, await readMail(letter('Please remove me from your list.', head), w.state.now), 'imap')
}
const silenced = async () => (await listSuppressions(w.db)).map(({ key }) => key).sort()
const keys = (...addresses: string[]) => addresses.map(keyOf).sort()

describe('who opts out is silenced under every address we know as theirs', () => {
  const told = { accountId: 'account', contactId: 'mara', kind: 'unsubscribe', at: tuesday } as const

  it.each<[string, () => Promise<unknown>]>([
    ['by a click under the old one', () => optOut(w.app, keyOf(before))],
    ['by a click under the new one', () => optOut(w.app, keyOf(now))],
    ['when a person says so', () => recordOutcome(w.app, w.rep, told)],
    ['by a reply from the old one', () => fromPerson(before)],
    ['by a reply from the new one', () => fromPerson(now)],
    ['by an import that names the old one', () => outcome(before, 'unsubscribe')],
    ['by an import that names the new one', () => outcome(now, 'unsubscribe')],
  ])('%s', async (_how, verb) => {
    await verb()
    expect(await silenced()).toEqual(keys(before, now))
  })

  it('by a touch alone: of a person, and of an import', async () => {
    const [touch] = await touchesOf(w.db, ['account'])
    const { contactId: _mara, ...alone } = told
    await recordOutcome(w.app, w.rep, { ...alone, touchId: touch!.id })
    expect(await silenced()).toEqual(keys(before, now))
    await w.close()
    w = await makeWorkspace()
    await imported('touches', 'external_id,account_domain,contact_email,at', `t,northwind.example,${before},2026-11-20`)
    expect(await outcome('', 'unsubscribe', 't')).toMatchObject({ warnings: [] })
    expect(await silenced()).toEqual(keys(before))
  })

  it('by a pasted reply of somebody else: whose address stands above it, or who was written to', async () => {
    await paste('From: Olga Example <olga@northwind.example>\nSubject: Re: Hi\n\nPlease remove me from your list.')
    expect(await silenced()).toEqual(keys('olga@northwind.example'))
    await paste('From: Ida <rep@brightshift.example>\n\nUnsubscribe me.')
    expect(await silenced()).toEqual(keys(before, now, 'olga@northwind.example'))
  })

  it('and a colleague who asks for it, too, with who was written to', async () => {
    await fromPerson('nils@northwind.example')
    expect(await silenced()).toEqual(keys(before, now, 'nils@northwind.example'))
  })

  it.each([
    ['from the company alone', 'Olga Example <olga@northwind.example>', ['olga@northwind.example']],
    ['from another address', 'Mara Example <mara@home.example>', [before, now, 'mara@home.example']],
  ])('when a person names it of a reply %s', async (_where, From, theirs) => {
    const [touch] = await touchesOf(w.db, ['account'])
    const head = theirs.length > 1 ? { From, 'In-Reply-To': touch!.externalId } : { From }
    const reply = await readMail(letter('Why do you keep at it?', head), w.state.now)
    const { receivedId } = await receive(w.app, reply, 'imap')
    expect(await silenced()).toEqual([])
    await answerReceivedBy(w.app, w.rep, { receivedId: receivedId!, is: 'unsubscribe' })
    expect(await silenced()).toEqual(keys(...theirs))
  })

  it('also when one of the addresses is suppressed at that very moment', async () => {
    const said = { kind: 'address', value: now, reason: 'by hand' } as const
    await Promise.all([optOut(w.app, keyOf(before)), suppress(w.app, w.admin, said).catch(() => undefined)])
    expect(await silenced()).toEqual(keys(before, now))
  })
})

it('an opt-out that cannot be kept is refused in the end', async () => {
  await raw(w.db, 'create trigger lost before insert on suppressions begin select raise(ignore); end')
  await expect(optOut(w.app, keyOf(now))).rejects.toThrow('It was not suppressed')
  await raw(w.db, 'drop trigger lost')
})

it('an address that somebody else has now is left to them', async () => {
  await contact(`Nora Example,${before}`)
  await optOut(w.app, keyOf(now))
  expect(await silenced()).toEqual(keys(now))
})

it('a bounce is about the one address', async () => {
  await outcome(before, 'bounce')
  expect(await silenced()).toEqual(keys(before))
})

it('a bounce that a person records is about the address their message went to', async () => {
  const [touch] = await touchesOf(w.db, ['account'])
  const bounce = { accountId: 'account', contactId: 'mara', touchId: touch!.id, kind: 'bounce', at: tuesday } as const
  await recordOutcome(w.app, w.rep, bounce)
  expect(await silenced()).toEqual(keys(before))
})

describe('an opt-out of nobody', () => {
  it('is refused of a person, and recorded with nothing else', async () => {
    const said = { accountId: 'account', kind: 'unsubscribe', at: tuesday } as const
    await expect(recordOutcome(w.app, w.rep, said)).rejects.toThrow('Say who')
    await w.close()
    w = await makeWorkspace()
    await expect(paste('Unsubscribe me.')).rejects.toThrow('Say who')
    expect(await outcomesOf(w.db, ['account'])).toEqual([])
  })

  it('is told of an import, by its line', async () => {
    expect(await outcome('', 'unsubscribe')).toMatchObject({
      added: 1,
      warnings: [{ line: 2, message: expect.stringContaining('Nobody was silenced') }],
    })
  })
})
