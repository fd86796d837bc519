import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { rejectReasons } from '../../src/core/review.ts'
import { addressKey } from '../../src/core/suppression.ts'
import {
  approve,
  buttonFor,
  checkText,
  chooseContact,
  edit,
  redraft,
  reject,
  restoreRevision,
  returnDraft,
  submit,
  undo,
} from '../../src/pipeline/verbs.ts'
import { auditOf } from '../../src/store/audit.ts'
import { draftsOfPursuit, findDraft, findRevision, revisionsOf } from '../../src/store/drafts.ts'
import { findPursuit } from '../../src/store/pursuits.ts'
import { allSpends, fitCorrections } from '../../src/store/ranking.ts'
import { approvalsOf } from '../../src/store/reviews.ts'
import { triggersOf } from '../../src/store/signals.ts'
import { openHolds } from '../support/rows.ts'
import { cleanText, makeWorkspace, salt, seen, tuesday, type Workspace } from '../support/workspace.ts'

let w: Workspace
beforeEach(async () => {
  w = await makeWorkspace()
})
afterEach(() => w.close())

const stateOf = async (draftId: string) => (await findDraft(w.db, draftId))?.state
const shorter = {
  subject: cleanText.subject,
  text: 'Hi Mara,\n\nNorthwind Robotics raised $40 million.\n\nIs that on your list this quarter?\n\nIda',
}
const inventing = { subject: cleanText.subject, text: cleanText.text.replace('$40 million', '$90 million') }

it('an approval waits until a person has said on what basis that country may be written to', async () => {
  const strict = await makeWorkspace({ settings: { countries: { NL: 'needs_basis' } } })
  const first = await strict.draft()
  await expect(approve(strict.app, strict.manager, seen(first))).rejects.toThrow(/basis/)
  expect(await approvalsOf(strict.db, first.draftId)).toEqual([])
  await strict.close()
})

describe('a first revision', () => {
  it('waits for a person when its checks forbid nothing', async () => {
    const first = await w.draft()
    expect(first.findings.filter(({ level }) => level === 'block')).toEqual([])
    expect(first.state).toBe('pending')
  })

  it('goes into quarantine when it says what nobody told', async () => {
    expect((await w.draft({ ...cleanText, ...inventing })).state).toBe('quarantined')
  })

  it('is addressed to the best contact, from the mailbox of the workspace, with its footer', async () => {
    const { text } = (await findRevision(w.db, (await w.draft()).revisionId))!
    expect(text).toMatchObject({
      from: 'Ida Example <desk@brightshift.example>',
      to: 'mara@northwind.example',
      replyTo: 'rep@brightshift.example',
    })
    expect(text.text).toMatch(/^Hi Mara,[\s\S]*Bright Shift, 1 Sample Street, Sampleton\n[\s\S]*"stop"/)
  })

  it('carries an opt-out link once people can reach one', async () => {
    Object.assign(w.app, { baseUrl: 'https://day.example' })
    const { text } = (await findRevision(w.db, (await w.draft()).revisionId))!
    expect(text.text).toMatch(/https:\/\/day\.example\/unsubscribe\/[0-9a-f]{128}\n/)
  })
})

describe('the button', () => {
  it('says Approve for a rep’s own clean Tier 2 text', async () => {
    expect(await buttonFor(w.app, w.rep, (await w.draft()).draftId)).toEqual({ does: 'approve' })
  })

  it('says Submit for Tier 1, and Approve for a manager', async () => {
    const one = await makeWorkspace({ tier: 1 })
    const { draftId } = await one.draft()
    expect(await buttonFor(one.app, one.rep, draftId)).toMatchObject({
      does: 'submit',
      why: 'Tier 1 accounts go to a manager',
    })
    expect(await buttonFor(one.app, one.manager, draftId)).toEqual({ does: 'approve' })
    await one.close()
  })

  it('says Submit to the author where two pairs of eyes are asked', async () => {
    const two = await makeWorkspace({ workspace: { fourEyes: true } })
    const first = await two.draft()
    const next = await edit(two.app, two.manager, { ...seen(first), ...shorter })
    expect(await buttonFor(two.app, two.manager, next.draftId)).toMatchObject({ does: 'submit' })
    expect(await buttonFor(two.app, two.rep, next.draftId)).toEqual({ does: 'approve' })
    await two.close()
  })

  it('is not there for somebody else’s draft, nor for a text with a blocking finding', async () => {
    const first = await w.draft()
    expect(await buttonFor(w.app, w.otherRep, first.draftId)).toMatchObject({ does: 'nothing' })
    await edit(w.app, w.rep, { ...seen(first), ...inventing })
    expect(await buttonFor(w.app, w.rep, first.draftId)).toMatchObject({ does: 'nothing' })
  })
})

describe('an approval', () => {
  it('moves the draft and leaves an audit row with the hash', async () => {
    const first = await w.draft()
    const { undoUntil } = await approve(w.app, w.rep, seen(first))
    expect(undoUntil).toBe(tuesday + 10_000)
    expect(await stateOf(first.draftId)).toBe('approved')
    const [line] = await auditOf(w.db, first.draftId)
    expect(line).toMatchObject({ what: 'draft_approve', actorId: 'rep' })
    expect(JSON.parse(line!.detail)).toMatchObject({ hash: first.hash })
  })

  it('is voided by an edit', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const next = await edit(w.app, w.rep, { ...seen(first), ...shorter })
    expect(next).toMatchObject({ number: 2, state: 'pending' })
  })

  it('stays when the same words are saved again, and nothing new is written', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const text = `${cleanText.text.replaceAll('\n', '\r\n')}\r\n`
    const same = await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text })
    expect(same).toMatchObject({ number: 1, revisionId: first.revisionId, state: 'approved' })
    expect(await stateOf(first.draftId)).toBe('approved')
  })

  it('of a stale page is refused with both texts', async () => {
    const first = await w.draft()
    await edit(w.app, w.rep, { ...seen(first), ...shorter })
    await expect(approve(w.app, w.manager, seen(first))).rejects.toMatchObject({
      code: 'conflict',
      details: { head: { number: 2, text: shorter.text }, seen: { number: 1, text: cleanText.text } },
    })
  })

  it('with a wrong hash is refused though the revision is the newest', async () => {
    const first = await w.draft()
    await expect(approve(w.app, w.rep, { ...seen(first), hash: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('of somebody else’s draft is forbidden', async () => {
    const first = await w.draft()
    await expect(approve(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('of a Tier 1 text is a manager’s', async () => {
    const one = await makeWorkspace({ tier: 1 })
    const first = await one.draft()
    await expect(approve(one.app, one.rep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
    await submit(one.app, one.rep, seen(first))
    await expect(approve(one.app, one.rep, seen(first))).rejects.toThrow('Tier 1')
    await approve(one.app, one.manager, seen(first))
    expect((await findDraft(one.db, first.draftId))?.state).toBe('approved')
    await one.close()
  })

  it('needs to know who sends', async () => {
    const nobody = await makeWorkspace({ settings: { sender: { company: 'Bright Shift' } } })
    const first = await nobody.draft()
    await expect(approve(nobody.app, nobody.manager, seen(first))).rejects.toMatchObject({ code: 'invalid' })
    await nobody.close()
  })

  it('counts once when two people press at the same time', async () => {
    const first = await w.draft()
    const both = await Promise.allSettled([approve(w.app, w.rep, seen(first)), approve(w.app, w.manager, seen(first))])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  })

  it('can be taken back, and given again', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    expect((await undo(w.app, w.rep, seen(first))).state).toBe('pending')
    expect(await approvalsOf(w.db, first.draftId)).toMatchObject([{ voidedAt: tuesday, voidReason: 'draft pending' }])
    expect((await approve(w.app, w.rep, seen(first))).state).toBe('approved')
    await expect(undo(w.app, w.otherRep, seen(first))).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a blocked text', () => {
  it('says which finding forbids it, and that the sentence can be one’s own claim', async () => {
    const first = await w.draft()
    const blocked = await edit(w.app, w.rep, { ...seen(first), ...inventing })
    const need = await buttonFor(w.app, w.rep, first.draftId)
    expect(need).toMatchObject({
      does: 'nothing',
      why: expect.stringMatching(
        /^To mend first: .+\(“.*\$90 million.*claim of your own: then it goes to a manager\.$/,
      ),
    })
    await expect(submit(w.app, w.rep, seen(blocked))).rejects.toThrow('$90 million')
  })

  it('answers a claim of one’s own that is not in it with a sentence, and saves nothing', async () => {
    const first = await w.draft()
    const wrong = { ...inventing, ownClaims: ['They raised $90 million.'] }
    await expect(edit(w.app, w.rep, { ...seen(first), ...wrong })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('does not stand in the text'),
    })
    expect(await revisionsOf(w.db, first.draftId)).toHaveLength(1)
    const { findings } = await checkText(w.app, w.rep, { draftId: first.draftId, ...wrong })
    expect(findings.map(({ message }) => message).join()).toContain('does not stand in the text')
  })
})

describe('a submitted text', () => {
  it('comes back from a manager with a note, and from nobody else', async () => {
    const one = await makeWorkspace({ tier: 1 })
    const first = await one.draft()
    await submit(one.app, one.rep, seen(first))
    await expect(returnDraft(one.app, one.rep, { ...seen(first), note: 'no' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(returnDraft(one.app, one.manager, { ...seen(first), note: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await returnDraft(one.app, one.manager, { ...seen(first), note: 'Shorter' })).toMatchObject({
      state: 'pending',
    })
    await one.close()
  })
})

describe('an edit', () => {
  it('is judged like machine text, and what it invents blocks', async () => {
    const first = await w.draft()
    const next = await edit(w.app, w.rep, { ...seen(first), ...inventing })
    expect(next.findings).toContainEqual(expect.objectContaining({ kind: 'claim', level: 'block' }))
    await expect(approve(w.app, w.manager, seen(next))).rejects.toMatchObject({ code: 'invalid' })
  })

  it('may stand by a claim of its own, which then goes to a manager', async () => {
    const first = await w.draft()
    const claim = 'Your team opened a new office last month.'
    const text = cleanText.text.replace('We give', `${claim}\n\nWe give`)
    const next = await edit(w.app, w.rep, { ...seen(first), subject: cleanText.subject, text, ownClaims: [claim] })
    expect(next.marks.map(({ mark }) => mark)).toContain('own_claim')
    expect(next.findings.filter(({ level }) => level === 'block')).toEqual([])
    expect(await buttonFor(w.app, w.rep, first.draftId)).toEqual({
      does: 'submit',
      why: 'It contains a claim of your own',
    })
  })

  it('takes the line ends of a form as they are meant', async () => {
    const first = await w.draft()
    const next = await edit(w.app, w.rep, {
      ...seen(first),
      subject: ' Two\r\nlines ',
      text: shorter.text.replaceAll('\n', '\r\n'),
    })
    const { text } = (await findRevision(w.db, next.revisionId))!
    expect(text.subject).toBe('Two lines')
    expect(text.text).not.toContain('\r')
  })

  it('brings a text out of quarantine', async () => {
    const first = await w.draft({ ...cleanText, ...inventing })
    expect((await edit(w.app, w.rep, { ...seen(first), ...shorter })).state).toBe('pending')
  })

  it('of an empty or endless text is refused', async () => {
    const first = await w.draft()
    for (const text of ['  ', 'x'.repeat(20_001)])
      await expect(edit(w.app, w.rep, { ...seen(first), subject: 's', text })).rejects.toMatchObject({
        code: 'invalid',
      })
  })

  it('can be checked without saving, and undone by restoring', async () => {
    const first = await w.draft()
    const checked = await checkText(w.app, w.rep, { draftId: first.draftId, ...inventing })
    expect(checked.findings.some(({ level }) => level === 'block')).toBe(true)
    expect(await revisionsOf(w.db, first.draftId)).toHaveLength(1)
    const next = await edit(w.app, w.rep, { ...seen(first), ...shorter })
    const back = await restoreRevision(w.app, w.rep, { ...seen(next), restoreId: first.revisionId })
    expect(back).toMatchObject({ number: 3, hash: first.hash })
  })
})

it('a text goes to the address that the contact has now', async () => {
  const first = await w.draft()
  const key = addressKey(salt, 'm.example@northwind.example')
  w.db.$client
    .prepare("UPDATE contacts SET email = 'm.example@northwind.example', address_key = ? WHERE id = 'mara'")
    .run(key)
  const next = await edit(w.app, w.rep, { ...seen(first), ...shorter })
  expect((await findRevision(w.db, next.revisionId))?.text.to).toBe('m.example@northwind.example')
})

describe('a redraft', () => {
  it('is the machine’s text on a person’s word, and needs its own approval', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    const next = await redraft(w.app, w.rep, { ...seen(first), instruction: 'shorter' })
    expect(next).toMatchObject({ number: 2, state: 'pending' })
    expect((await findRevision(w.db, next.revisionId))!.revision).toMatchObject({
      writer: 'composer',
      authorId: 'rep',
      note: expect.stringMatching(/^asked for: shorter; not done: it cannot be shorter/),
    })
  })

  it('of a text in quarantine starts a clean draft', async () => {
    const first = await w.draft({ ...cleanText, ...inventing })
    const next = await redraft(w.app, w.rep, seen(first))
    expect(next.state).toBe('pending')
    expect(await stateOf(first.draftId)).toBe('cancelled')
  })

  it('for another contact greets and addresses that one', async () => {
    const first = await w.draft()
    const next = await chooseContact(w.app, w.rep, { ...seen(first), contactId: 'nils' })
    const { revision, text } = (await findRevision(w.db, next.revisionId))!
    expect(revision.contactId).toBe('nils')
    expect(text.to).toBe('nils@northwind.example')
    expect(text.text).toContain('Nils')
    expect(text.text).not.toContain('Mara')
    await expect(chooseContact(w.app, w.rep, { ...seen(next), contactId: 'nobody' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a rejection', () => {
  const rejected = async (reason: (typeof rejectReasons)[number], note = 'Ben is on the phone with them') => {
    const first = await w.draft()
    await reject(w.app, w.rep, { ...seen(first), reason, note })
    expect(await stateOf(first.draftId)).toBe('rejected')
    return first
  }

  it('needs words where the reason alone says too little', async () => {
    const first = await w.draft()
    for (const reason of ['other', 'already_talking'] as const)
      await expect(reject(w.app, w.rep, { ...seen(first), reason })).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each(['stale', 'weak_trigger', 'other'] as const)(
    'as %s spends the trigger and ends the pursuit',
    async (reason) => {
      await rejected(reason)
      expect(await allSpends(w.db)).toMatchObject([{ triggerId: 'trigger', by: 'Ida Example' }])
      expect((await findPursuit(w.db, 'pursuit'))?.closedAt).toBe(tuesday)
    },
  )

  it('as a bad fit gates the account, and spends nothing', async () => {
    await rejected('bad_fit')
    expect(await fitCorrections(w.db)).toMatchObject([{ accountId: 'account', by: 'rep' }])
    expect(await allSpends(w.db)).toEqual([])
  })

  it('as the wrong account takes the news away from it', async () => {
    await rejected('wrong_account')
    expect((await triggersOf(w.db, ['account'])).filter(({ removedAt }) => removedAt === null)).toEqual([])
  })

  it('as already talking ends the pursuit and holds nothing: the decision rests the family', async () => {
    await rejected('already_talking')
    expect((await findPursuit(w.db, 'pursuit'))?.closedAt).toBe(tuesday)
    expect(await openHolds(w.db)).toEqual([])
  })

  it('as the wrong person goes on with the next one, and never back', async () => {
    await rejected('wrong_person')
    const [next] = await draftsOfPursuit(w.db, 'pursuit')
    const head = (await findRevision(w.db, next!.headRevisionId!))!
    expect(head.revision.contactId).toBe('nils')
    await reject(w.app, w.rep, {
      draftId: next!.id,
      revisionId: head.revision.id,
      hash: head.revision.hash,
      reason: 'wrong_person',
    })
    const [last] = await draftsOfPursuit(w.db, 'pursuit')
    expect((await findRevision(w.db, last!.headRevisionId!))!.revision).toMatchObject({
      contactId: null,
      addressKey: '',
    })
    expect(await buttonFor(w.app, w.rep, last!.id)).toMatchObject({ does: 'nothing' })
  })

  it('as a bad draft is followed by another one', async () => {
    const first = await rejected('bad_draft')
    const [next] = await draftsOfPursuit(w.db, 'pursuit')
    expect(next!.id).not.toBe(first.draftId)
    expect(next!.state).toBe('pending')
  })

  it('of a text that has left is too late', async () => {
    const first = await w.draft()
    await approve(w.app, w.rep, seen(first))
    await expect(reject(w.app, w.rep, { ...seen(first), reason: 'stale' })).rejects.toMatchObject({ code: 'conflict' })
  })
})
