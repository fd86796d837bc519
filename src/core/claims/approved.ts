import { findNumbers } from './figures.ts'
import type { Knowledge } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, hedge, normal, wordsIn } from './words.ts'

/** The team's own words, as they stand, in a frame of mere telling, or with a few small words changed. */
export const nearApproved = (text: string, knowledge: Knowledge): boolean => {
  const told = normal(text)
  return knowledge.approved.some((sentence) => {
    const own = normal(sentence)
    if (own === '') return false
    if (told === own) return true
    if (` ${told} `.includes(` ${own} `)) return isFrame(` ${told} `.replace(` ${own} `, ' '), knowledge)
    return isNear(told, own, text, sentence)
  })
}

/** What stands around the approved words says nothing itself. */
const isFrame = (rest: string, { identity }: Knowledge): boolean =>
  wordsIn(rest.replace(hedge, ' ')).every(
    ({ stem }) => functionWords.has(stem) || frameWords.has(stem) || frameOnly.has(stem) || identity.stems.has(stem),
  )

const frameOnly = new Set([
  'mean',
  'often',
  'usual',
  'usually',
  'tend',
  'many',
  'some',
  'find',
  'point',
  'such',
  'step',
  'stag',
  'change',
  'chang',
  'common',
  'case',
  'cas',
  'time',
  'lik',
  'like',
  'moment',
  'say',
  'guess',
  'my',
])

const enough = 0.8

/** Most words in common, and every figure, name and negation the same. */
const isNear = (told: string, own: string, text: string, sentence: string): boolean => {
  const a = new Set(told.split(' '))
  const b = new Set(own.split(' '))
  let common = 0
  for (const word of a) if (b.has(word)) common++
  if (common / (a.size + b.size - common) < enough) return false
  const added = wordsIn(told).filter(
    ({ text: word, stem }) => !b.has(word) && !functionWords.has(stem) && !courtesyWords.has(stem),
  )
  return added.length <= 1 && sameFigures(text, sentence) && negations(told) === negations(own) && namesOf(text, b)
}

const sameFigures = (a: string, b: string): boolean => {
  const figures = (text: string): string =>
    findNumbers(text)
      .map(({ value, percent }) => `${value}${percent}`)
      .sort()
      .join(' ')
  return figures(a) === figures(b)
}

const negations = (text: string): number =>
  [...text.matchAll(/\b(?:not|no|never|without|n't|cannot|less|fewer|more|all|every|always)\b/gu)].length

/** No capitalised word within the sentence that the approved one does not have. */
const namesOf = (text: string, own: ReadonlySet<string>): boolean =>
  wordsIn(text).every(
    (word) =>
      word.start === 0 ||
      !/^\p{Lu}/u.test(word.text) ||
      normal(word.text)
        .split(' ')
        .every((each) => own.has(each)),
  )
