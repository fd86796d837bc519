import { type Document, publishedText } from '../document.ts'
import { escapedPattern } from '../escape.ts'
import type { Quoted, Signal, SignalFields } from '../signal.ts'
import { enrich } from './enrich.ts'
import { sameCompany } from './settle.ts'
import { type Clause, plain } from './text.ts'

const mostSentences = 8

/**
 * A signal that the feed's words told, with what the item's page adds: `onPage` is what the page's opening tells by
 * itself. The feed's own words are never replaced.
 */
export const completed = (told: Signal, page: readonly Clause[], onPage: readonly Signal[]): Signal => {
  if (page.length === 0) return told
  const twin = onPage.find((other) => other.kind === told.kind && sameCompany(other.company, told.company))
  const about = sentencesAbout(told, page).slice(0, mostSentences)
  const signal = about.reduce((sofar, sentence) => enrich(sofar, [sentence]), told)
  return {
    ...signal,
    fields: { ...twin?.fields, ...signal.fields },
    lite: signal.lite && (twin?.lite ?? true),
    confidence: Math.max(signal.confidence, twin?.confidence ?? 0),
  }
}

const ownOpening =
  /^["']?(?:the|this|its|it|he|she|they)\b(?:\s(?:latest|new|fresh|seed|series \w|\w+ (?:company|start-?up|round)|company|start-?up|firm|business|round|funding|financing|investment|deal|transaction|acquisition|appointment))?/iu

/** Those that call the company by name, and those right behind one that begin with "The round", "It", "She". */
const sentencesAbout = ({ company, fields }: Signal, page: readonly Clause[]): Clause[] => {
  const names = [company, fields.person?.value, fields.counterpart?.value].flatMap((name) =>
    name ? wholeWords(name) : [],
  )
  let near = false
  return page.filter(({ text }) => {
    const calls = names.some((name) => name.test(text))
    near = calls || (near && ownOpening.test(text))
    return near
  })
}

/** "Arc" does not stand in "search". */
const wholeWords = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escapedPattern(plain(name))}(?![\\p{L}\\p{N}])`, 'iu')

/** Says of each quote that does not stand in what the feed published that it stands on the page. */
export const originsNamed = (
  signal: Signal,
  document: Pick<Document, 'title' | 'summary' | 'body' | 'page'>,
): Signal => {
  if (!document.page) return signal
  const published = publishedText(document)
  const named = <Q extends { quote: string }>(quoted: Q): Q =>
    published.includes(quoted.quote) ? quoted : { ...quoted, in: 'page' }
  const fields = Object.entries(signal.fields).map(([name, field]) => [name, named(field as Quoted<unknown>)])
  return named({ ...signal, fields: Object.fromEntries(fields) as SignalFields })
}
