import type { ReplyClass } from '../outcome.ts'
import learnt from './likely.json' with { type: 'json' }

export type Weights = { classes: readonly ReplyClass[]; words: Readonly<Record<string, readonly number[]>> }

/** The different words of a reply, days, hours and numbers by their kind, and a question mark as a word. */
export const wordsOf = (text: string): string[] => {
  const plain = text
    .slice(0, 2_000)
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/https?:\/\/\S+|\S+@\S+/g, ' #link ')
    .replace(/\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/g, ' #month ')
    .replace(/\b(?:mon|tues|wednes|thurs|fri)days?\b/g, ' #weekday ')
    .replace(/\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|h)\b|\b\d{1,2}:\d\d\b/g, ' #hour ')
    .replace(/\b20\d\d\b/g, ' #year ')
    .replace(/\d+/g, ' #number ')
  return [...new Set(plain.match(/#?[a-z']+|\?/g) ?? [])]
}

/** The probability of each class by its words alone: multinomial logistic regression, longer texts damped by √n. */
export const classesOf = (words: readonly string[], { classes, words: known }: Weights): number[] => {
  const damping = Math.sqrt(words.length + 1)
  const scores = classes.map((_, i) => words.reduce((sum, word) => sum + (known[word]?.[i] ?? 0), 0) / damping)
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const sum = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / sum)
}

/** The likeliest class of a person's words, and how likely. The weights are `scripts/learn-replies.ts`'s. */
export const likelyClass = (text: string, weights: Weights = learnt as Weights) => {
  const chances = classesOf(wordsOf(text), weights)
  const best = chances.indexOf(Math.max(...chances))
  return { replyClass: weights.classes[best]!, probability: chances[best]! }
}
