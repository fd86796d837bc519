import { type Approved, type Knowledge, read } from './knowledge.ts'
import { courtesyWords, frameWords, functionWords, hedge, normal, wordsIn } from './words.ts'

/** The team's own words, as they stand, in a frame of mere telling, or with a few small words changed. */
export const nearApproved = (text: string, knowledge: Knowledge): boolean => {
  const told = read(text)
  return knowledge.approved.some((own) => {
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

/** Most words in common, and every figure, name and negation the same. */
const isNear = (told: Approved, own: Approved, text: string): boolean => {
  let common = 0
  for (const word of told.words) if (own.words.has(word)) common++
  if (common / (told.words.size + own.words.size - common) < enough) return false
  const added = wordsIn(told.normal).filter(
    ({ text: word, stem }) => !own.words.has(word) && !functionWords.has(stem) && !courtesyWords.has(stem),
  )
  return (
    added.length <= 1 && told.figures === own.figures && told.negations === own.negations && namesOf(text, own.words)
  )
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
