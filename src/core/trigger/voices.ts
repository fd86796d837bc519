import { foldWords } from '../match/fold.ts'
import type { Evidence } from '../trigger.ts'

/** A quote of fewer words may be said twice by chance. */
const tellingWords = 7

/**
 * The publishers that speak for themselves: evidence with the same publisher, title or quote is one voice, named by
 * whoever was fetched first. Expects evidence in order of arrival.
 */
export const voicesOf = (evidence: readonly Evidence[]): string[] => {
  const voices: string[] = []
  const voiceOfMark = new Map<string, number>()
  const merged: number[] = []
  const rootOf = (voice: number): number => (merged[voice] === voice ? voice : rootOf(merged[voice]!))
  for (const one of evidence) {
    const marks = marksOf(one)
    const heard = marks.flatMap((mark) => voiceOfMark.get(mark) ?? []).map(rootOf)
    const voice = heard.length > 0 ? Math.min(...heard) : voices.push(one.publisher) - 1
    merged[voice] ??= voice
    for (const other of heard) merged[other] = voice
    for (const mark of marks) voiceOfMark.set(mark, voice)
  }
  return voices.filter((_, voice) => merged[voice] === voice)
}

const marksOf = ({ publisher, title, signal }: Evidence): string[] => {
  const quote = foldWords(signal.quote)
  const marks = [`publisher ${foldWords(publisher).join(' ')}`, `title ${wireTitle(title, publisher)}`]
  return quote.length >= tellingWords ? [...marks, `quote ${quote.join(' ')}`] : marks
}

/** The title without "- Example Times" or "| Example Times" that reprints put behind it. */
const wireTitle = (title: string, publisher: string): string => {
  const words = foldWords(title)
  const name = foldWords(publisher)
  const ends = name.length > 0 && name.every((word, at) => words[words.length - name.length + at] === word)
  return (ends && words.length > name.length ? words.slice(0, -name.length) : words).join(' ')
}
