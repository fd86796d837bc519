import { describe, expect, it } from 'vitest'
import { approvalMac, approvalNeed, approvedMessage, mayDecide, revisionHash, sameMac } from '../../src/core/review.ts'

const message = {
  from: 'Desk <desk@brightshift.example>',
  to: 'mara@northwind.example',
  replyTo: 'ida@brightshift.example',
  subject: 'A list',
  text: 'Hi Mara',
  html: '<p>Hi Mara</p>',
  footerVersion: '1',
}
const key = 'a key'
const row = {
  ...{
    id: 'a',
    draftId: 'd',
    revisionId: 'r',
    hash: revisionHash(message),
    approverId: 'ben',
    at: 1_000,
    expiresAt: 9_000,
  },
}
const recipient = {
  accountId: 'account',
  contactId: 'mara',
  country: 'NL',
  timeZone: 'Europe/Amsterdam',
  accountCountry: 'DE',
  accountTimeZone: 'Europe/Berlin',
  basis: 'asked at a fair',
}
const approval = { ...row, mac: approvalMac(key, row, recipient), voidedAt: null }
const notOurs = {
  refused: 'What is known of the recipient has changed since the approval, or Daybreak did not make it',
}
const use = { key, now: 5_000, recipient, messageId: '<m@brightshift.example>', optOutUrl: null }

describe('an approved message', () => {
  it('is made of exactly the text that a live approval covers', () => {
    expect(approvedMessage(message, approval, use)).toMatchObject({ message, approvalId: 'a' })
  })

  it('is not made of an approval that was withdrawn, ran out or was made elsewhere', () => {
    const refused = (change: object, with_ = use) => approvedMessage(message, { ...approval, ...change }, with_)
    expect(refused({ voidedAt: 2_000 })).toEqual({ refused: 'The approval was withdrawn' })
    for (const now of [9_000, 9_001])
      expect(refused({}, { ...use, now })).toEqual({ refused: 'The approval has expired' })
    expect(refused({}, { ...use, key: 'a guess' })).toEqual(notOurs)
    for (const change of [
      { mac: '' },
      { id: 'b' },
      { draftId: 'x' },
      { revisionId: 'x' },
      { hash: 'x' },
      { approverId: 'x' },
      { at: 1_001 },
      { expiresAt: 9_999 },
    ])
      expect(refused(change), JSON.stringify(change)).toEqual(notOurs)
  })

  it('is not made for another recipient, nor once anything that is known of this one has changed', () => {
    for (const part of Object.keys(recipient))
      for (const value of ['another', null])
        expect(
          approvedMessage(message, approval, { ...use, recipient: { ...recipient, [part]: value } }),
          part,
        ).toEqual(notOurs)
  })

  it('is not made of another text, whichever part differs', () => {
    for (const part of Object.keys(message))
      expect(approvedMessage({ ...message, [part]: 'another' }, approval, use), part).toEqual({
        refused: 'The text is not the text that was approved',
      })
  })
})

it('two seals are the same only letter by letter', () => {
  for (const [a, b] of [
    ['a', 'b'],
    ['ab', 'ba'],
    ['a', 'aa'],
    ['', 'a'],
    ['aa', 'a'],
    ['a', 'a\0'],
  ] as const)
    expect(sameMac(a, b)).toBe(false)
  expect(sameMac('abc', 'abc')).toBe(true)
})

describe('who decides', () => {
  const rep = { id: 'ida', role: 'rep', active: true } as const
  const draft = { ownerId: 'ida', state: 'pending' } as const
  const revision = { needsManager: '', blocks: 0, addressKey: 'k', authorId: 'ida' }
  const need = (change: object = {}, fourEyes = false) =>
    approvalNeed(
      rep,
      draft,
      { ...revision, ...change },
      { tier: 2, policy: { alwaysManager: false, fourEyes }, standsIn: null, findings: [], text: '' },
    ).does

  it('is the draft’s own rep, a manager or an admin, while they are active', () => {
    expect(mayDecide(rep, draft)).toBe(true)
    expect(mayDecide({ ...rep, id: 'otto' }, draft)).toBe(false)
    for (const role of ['manager', 'admin'] as const)
      expect(mayDecide({ id: 'ben', role, active: true }, draft)).toBe(true)
    for (const role of ['rep', 'manager', 'admin'] as const)
      expect(mayDecide({ id: 'ida', role, active: false }, draft)).toBe(false)
  })

  it('approves no text with a blocking finding or without an address, nor their own where two are asked', () => {
    expect(need()).toBe('approve')
    expect(need({ blocks: 1 })).toBe('nothing')
    expect(need({ addressKey: '' })).toBe('nothing')
    expect(need({}, true)).toBe('submit')
    expect(need({ authorId: 'ben' }, true)).toBe('approve')
    expect(need({ needsManager: 'It has a claim finding' })).toBe('submit')
  })
})
