import { dayInWords, type LocalDay } from './day.ts'
import type { OutcomeKind, ReplyClass } from './outcome.ts'

/** What is known when a conversation passes to the account executive. */
export type HandOverFacts = {
  account: string
  domain: string | null
  contact: { name: string; title: string | null; email: string | null } | null
  /** Headlines of the triggers the chase was about, the lead first. */
  whyNow: readonly string[]
  touches: readonly { channel: string; day: LocalDay }[]
  /** Their own words, or what a person noted of them. */
  said: string | null
  kind: OutcomeKind
  replyClass: ReplyClass | null
}

/** Whether there is somebody to hand over: they want to talk, or are meeting us. */
export const handsOver = (kind: OutcomeKind, replyClass: ReplyClass | null): boolean =>
  kind === 'meeting' || replyClass === 'interested' || replyClass === 'meeting'

/** The note as it is offered: what is known, one line each; the person who hands over makes it theirs. */
export const handOverNote = (facts: HandOverFacts): string => {
  const { account, domain, contact, whyNow, touches, said, kind, replyClass } = facts
  const last = touches[0]
  const who = contact && [contact.name, contact.title, contact.email].filter(Boolean).join(', ')
  const meets = kind === 'meeting' || replyClass === 'meeting'
  return [
    `Account: ${account}${domain ? ` (${domain})` : ''}`,
    `Contact: ${who ?? 'not known yet'}`,
    whyNow.length > 0 && `Why now: ${whyNow.slice(0, 3).join('; ')}`,
    last &&
      `Thread: ${touches.length} ${touches.length === 1 ? 'touch' : 'touches'}, the last by ${last.channel} on ${dayInWords(last.day)}`,
    `What they said: ${said ? inOneLine(said) : '–'}`,
    `Next step: ${meets ? 'confirm the meeting and what it is for' : 'answer within a working day and offer two times'}`,
  ]
    .filter(Boolean)
    .join('\n')
}

const mostCharacters = 500

const inOneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters).trimEnd()} …` : line
}
