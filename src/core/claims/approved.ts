import { type Approved, type Knowledge, read } from './knowledge.ts'
import { frameWords, functionWords, hedge, normal, stem, wordsIn } from './words.ts'

/** The team's own words, as they stand, in a frame of mere telling, or with a few small words changed. */
export const nearApproved = (text: string, knowledge: Knowledge): Approved | undefined => {
  const told = read(text)
  return knowledge.approved.find((own) => {
    if (own.normal === '' || (own.isGuess && !hedge.test(told.normal))) return false
    if (` ${told.normal} `.includes(` ${own.normal} `))
      return told.normal === own.normal || isFrame(` ${told.normal} `.replace(` ${own.normal} `, ' '), knowledge)
    return isNear(told, own, text)
  })
}

/** What stands around the approved words says nothing itself. */
const isFrame = (rest: string, { identity }: Knowledge): boolean =>
  wordsIn(rest.replace(hedge, ' ')).every(
    ({ stem }) => functionWords.has(stem) || frameWords.has(stem) || frameOnly.has(stem) || identity.stems.has(stem),
  )

const frameOnly: ReadonlySet<string> = new Set(
  'mean often usual usually tend many some find point such step stag chang common cas tim lik moment say guess my'.split(
    ' ',
  ),
)

const enough = 0.8

/** Nearly the same words in the same order, no other word of weight, and every figure, name and negation the same. */
const isNear = (told: Approved, own: Approved, text: string): boolean => {
  const a = told.normal.split(' ')
  const b = own.normal.split(' ')
  if (Math.min(a.length, b.length) < enough * Math.max(a.length, b.length)) return false
  if (inOrder(a, b) < enough * Math.max(a.length, b.length)) return false
  const known = new Set(b.map(stem))
  const added = a.filter((word) => !known.has(stem(word)) && !functionWords.has(stem(word)))
  return (
    added.length === 0 &&
    isInOrder(contentOf(a), contentOf(b)) &&
    told.figures === own.figures &&
    told.negations === own.negations &&
    namesOf(text, own.words)
  )
}

export const contentOf = (words: readonly string[]): string[] =>
  words.map(stem).filter((word) => !functionWords.has(word))

/** Every word of `part` stands in `all`, in the same order. */
export const isInOrder = (part: readonly string[], all: readonly string[]): boolean => {
  let next = 0
  for (const word of all) if (word === part[next]) next++
  return next === part.length
}

/** How many words two texts have in common, in order. */
const inOrder = (a: readonly string[], b: readonly string[]): number => {
  let above = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const row = [0]
    for (const [i, other] of b.entries()) row.push(word === other ? above[i]! + 1 : Math.max(above[i + 1]!, row[i]!))
    above = row
  }
  return above.at(-1)!
}

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
