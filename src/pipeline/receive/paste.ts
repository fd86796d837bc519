import { Refusal } from '../../core/errors.ts'
import { addressKey } from '../../core/suppression.ts'
import { findContact, workplacesOf } from '../../store/contacts.ts'
import { familyOf } from '../../store/family.ts'
import { lastTouchTo, touchesOf } from '../../store/touches.ts'
import { getWorkspace } from '../../store/workspace.ts'
import type { App } from '../app.ts'
import { receive, type Taken } from '../receive.ts'
import { isOwn } from './match.ts'

export type Pasted = { accountId: string; contactId: string | null; text: string }

/** A reply that somebody got elsewhere and pastes: it takes effect like one that was received, and asks for its class. */
export const pasteReply = async (app: App, { accountId, contactId, text }: Pasted): Promise<Taken> => {
  const head = copiedHead.exec(text)?.[0] ?? ''
  const words = text.slice(head.length).trim()
  if (words === '') throw new Refusal('invalid', 'Paste what they wrote')
  const family = await familyOf(app.db, accountId)
  const contact = contactId ? await findContact(app.db, contactId) : undefined
  if (contact && !(await workplacesOf(app.db, contact.id)).some((id) => family.includes(id)))
    throw new Refusal('invalid', 'This person does not work there')
  const { salt } = await getWorkspace(app.db)
  const named = senderIn.exec(head)?.[1] ?? null
  const sender = named && !(await isOwn(app, named)) ? addressKey(salt, named) : null
  const toThem = contact?.addressKey ? await lastTouchTo(app.db, contact.addressKey) : undefined
  const touch = toThem ?? (await touchesOf(app.db, family))[0]
  const incoming = {
    ...{ messageId: null, answers: [], from: contact?.email ?? null, subject: '', text: words, at: app.now() },
    ...{ headers: {}, parts: [] },
  }
  return await receive(app, incoming, 'paste', {
    belongs: {
      ...{ accountId, contactId: contact?.id ?? null, touchId: touch?.id ?? null, matchedBy: 'person' },
      addressKey: contact?.addressKey ?? sender,
    },
  })
}

/** What stands above a message when it is copied whole. */
const copiedHead = /^\s*(?:(?:from|sent|date|to|cc|subject)\s{0,5}:[^\n]{0,1000}\n)+/i
const senderIn = /^\s*from\s{0,5}:[^\n]{0,200}?([^\s<>"(),;:]{1,64}@[^\s<>"(),;:]{1,253})/im
