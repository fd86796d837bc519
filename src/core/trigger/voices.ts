import { foldWords } from '../match/fold.ts'
import type { Evidence } from '../trigger.ts'

/** A quote of fewer words may be said twice by chance. */
const tellingWords = 7
/** Titles of fewer words are alike by chance too; of longer ones this share of the words is the same. */
const titleWords = 6
const alikeTitles = 0.8
/** A text is compared by its first words, three at a time. */
const leadWords = 80
const tellingTriples = 8
const alikeLeads = 0.5
/** Of a flood each is compared word by word with only the first. */
const mostCompared = 200

/**
 * The publishers that speak for themselves: evidence with the same publisher, title, quote or opening, or nearly the
 * same, is one voice, named by whoever was fetched first. Expects evidence in order of arrival.
 */
export const voicesOf = (evidence: readonly Evidence[]): string[] => {
  const tellings = evidence.map(tellingOf)
  const merged = tellings.map((_, voice) => voice)
  const rootOf = (voice: number): number => (merged[voice] === voice ? voice : rootOf(merged[voice]!))
  for (const [voice, telling] of tellings.entries())
    for (let other = 0; other < voice; other++) {
      const [one, two] = [rootOf(other), rootOf(voice)]
      if (one !== two && isSameVoice(tellings[other]!, telling, other < mostCompared))
        merged[Math.max(one, two)] = Math.min(one, two)
    }
  return evidence.filter((_, voice) => merged[voice] === voice).map(({ publisher }) => publisher)
}

type Telling = { publisher: string; title: string; titleWords: Set<string>; quote: string; triples: Set<string> }

const tellingOf = ({ publisher, title, summary, signal }: Evidence): Telling => {
  const words = wireTitle(title, publisher)
  const quote = foldWords(signal.quote)
  const lead = foldWords(summary ?? '').slice(0, leadWords)
  return {
    publisher: foldWords(publisher).join(' '),
    title: words.join(' '),
    titleWords: new Set(words),
    quote: quote.length >= tellingWords ? quote.join(' ') : '',
    triples: new Set(lead.slice(2).map((_, at) => lead.slice(at, at + 3).join(' '))),
  }
}

const isSameVoice = (one: Telling, two: Telling, byWord: boolean): boolean =>
  one.publisher === two.publisher ||
  one.title === two.title ||
  (one.quote !== '' && one.quote === two.quote) ||
  (byWord &&
    (isAlike(one.titleWords, two.titleWords, titleWords, alikeTitles) ||
      isAlike(one.triples, two.triples, tellingTriples, alikeLeads)))

/** Whether two sets share at least this part of what either has (Jaccard); small ones tell nothing. */
const isAlike = (one: ReadonlySet<string>, two: ReadonlySet<string>, least: number, share: number): boolean => {
  const [fewer, more] = [Math.min(one.size, two.size), Math.max(one.size, two.size)]
  if (fewer < least || fewer < share * more) return false
  let shared = 0
  for (const word of one) if (two.has(word)) shared++
  return shared >= share * (one.size + two.size - shared)
}

/** The title without "- Example Times" or "| Example Times" that reprints put behind it. */
const wireTitle = (title: string, publisher: string): string[] => {
  const words = foldWords(title)
  const name = foldWords(publisher)
  const ends = name.length > 0 && name.every((word, at) => words[words.length - name.length + at] === word)
  return ends && words.length > name.length ? words.slice(0, -name.length) : words
}
