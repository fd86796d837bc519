import type { Brief, BriefLine } from '../brief.ts'
import { dayInWords, type LocalDay, localDay } from '../day.ts'
import type { SentenceMark } from '../draft.ts'
import { openings } from './openings/index.ts'
import { told } from './told.ts'

/** What we have written to this reader: a brief with a thread is that of a follow-up. */
export type Thread = {
  /** Of the first message; a follow-up goes out as "Re:" and this. Null when it left elsewhere and is not known. */
  subject: string | null
  /** The news the first message led with, to follow "about"; null when it told none. */
  about: string | null
  /** The messages that left, oldest first; the text is empty where only the touch is known. */
  sent: { at: number; text: string }[]
  /** Triggers that were first seen since the last of them. */
  newTriggerIds: string[]
}

/** The same brief for a follow-up: what we wrote is on record, so that a sentence may speak of it. */
export const withThread = (brief: Brief, thread: Thread, zone: string): Brief => {
  const [first] = thread.sent
  if (!first || !brief.contact) return { ...brief, thread }
  const text = `First note to ${brief.contact.name} on ${dayInWords(localDay(first.at, zone))}${thread.about ? `, about ${thread.about}` : ''}`
  const line: BriefLine = { text, sourceId: `h${brief.sources.filter(({ kind }) => kind === 'history').length + 1}` }
  const source = { kind: 'history', label: 'our own records', url: null, at: first.at, signalId: null } as const
  return {
    ...brief,
    history: [line, ...brief.history],
    sources: [...brief.sources, { ...source, id: line.sourceId, quote: text }],
    thread,
  }
}

const needsCompany = /^(?:hiring|launch|new hire|new round|investment|new arrival|funding news)$/u

/** What a message's first supported sentence told, as a noun phrase; null when it told no trigger of its brief. */
export const aboutOf = (brief: Brief, marks: readonly SentenceMark[], day: LocalDay, zone: string): string | null => {
  const led = marks.find(({ mark, sourceIds }) => mark === 'supported' && sourceIds.length > 0)
  const trigger = brief.triggers.find(({ sourceIds }) => sourceIds.some((id) => led?.sourceIds.includes(id)))
  if (!trigger) return null
  const news = told(brief, trigger, day, zone)
  const [noun] = openings[trigger.kind].nouns(news)
  return noun
    ? `${news.toPerson ? 'your' : 'the'} ${noun}${needsCompany.test(noun) ? ` at ${news.company}` : ''}`
    : null
}
