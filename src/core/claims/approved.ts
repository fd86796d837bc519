import { findNumbers } from './figures.ts'
import { type Approved, type Knowledge, read } from './knowledge.ts'
import { frameWords, functionWords, hedge, normal, stem, stemsOf, wordsIn } from './words.ts'

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

/**
 * Our own words with some left out, plain telling around them and whom they are for. Each part must come out of one
 * approved sentence, in its order, with its figures and negations; only whom it is for may stand elsewhere.
 */
export const isShortened = (text: string, knowledge: Knowledge): boolean => {
  const { approved, ours, oursFolded } = knowledge
  const boast = absolute.exec(text)
  if (boast && !approved.some((own) => own.normal.includes(normal(boast[0])))) return false
  if (!countedPhrases(text).every((phrase) => oursFolded.includes(` ${phrase} `))) return false
  if (isMeantFor(text, knowledge)) return true
  const parts = text
    .split(/[,;:–—]|\b(?:and|with|so that|so|that|which)\b/iu)
    .map((part) => saidIn(normal(part), knowledge))
  return (
    parts.some((words) => words.length > 0) &&
    parts.every((words) => {
      const told = words.filter((word) => !(softer.has(word) && ours.has(word)))
      return approved.some((own) => !own.isGuess && isPartOf(told, saidIn(own.normal, knowledge)))
    })
  )
}

/** "Built for growing companies that close each month": whom it is for, in the words of the ICP, promises nothing. */
const isMeantFor = (text: string, knowledge: Knowledge): boolean => {
  const [, head, whom] =
    /^(.{2,60}?\b(?:is|are|was|were|built|made|meant|designed|there|here)) for\s(.+)$/isu.exec(text) ?? []
  return (
    head !== undefined &&
    saidIn(normal(head), knowledge).length === 0 &&
    saidIn(normal(whom!), knowledge).every((word) => knowledge.ours.has(word))
  )
}

/** The words of weight: without us, our readers and plain telling. */
const saidIn = (told: string, { sender, audience, ours }: Knowledge): string[] => {
  const about = new Set(normal(`we our us ${selfNames} ${sender.company}`).split(' ').map(stem))
  const others = told.replace(readers, (all, kind: string) => (ours.has(stem(kind)) ? '' : all))
  return contentOf(others.split(' ')).filter(
    (word) => word !== '' && !about.has(word) && !audience.has(word) && !plainTelling.has(word),
  )
}

const readers = /\b([\p{L}]+) (?:company|companies|teams?|business|businesses|firms?)\b/gu

/** All words stand in one approved sentence in its order, and what it denies stays denied. */
const isPartOf = (told: readonly string[], own: readonly string[]): boolean => {
  const denial = own.findIndex((word) => denials.has(word))
  const denied = denial < 0 ? [] : own.slice(denial + 1)
  return (
    isInOrder(
      told.filter((word) => !(word === 'less' && denial >= 0)),
      own,
    ) &&
    (told.some((word) => denials.has(word)) || !told.some((word) => denied.includes(word)))
  )
}
const denials: ReadonlySet<string> = new Set('nobody no not never without none less'.split(' ').map(stem))

/** "Five days" is approved, "five minutes" is not. */
const countedPhrases = (text: string): string[] =>
  findNumbers(text).map(({ start, end }) =>
    normal(text.slice(start, end) + (/^[\s-]+[\p{L}]+/u.exec(text.slice(end))?.[0] ?? '')),
  )

/** What a team calls what it sells. */
export const selfNames = 'tool product software platform app service system solution'

/** How a benefit is told in short, where the team's own language tells it so. */
const softer: ReadonlySet<string> = new Set('sooner faster easier simpler'.split(' '))

const absolute = /\b(?:only|best|first|most|always|never|every|leading|unique|all)\b/iu
/** How one tells what a product is there for. */
const plainTelling = stemsOf(
  `build built make made making offer provide create develop design do help let get give show take bring want need use work sure able
  way thing one just simply simple plain short brief like would can could mean meant job idea team company business firm organisation people leader
  what where here there come in`,
)

const contentOf = (words: readonly string[]): string[] => words.map(stem).filter((word) => !functionWords.has(word))

/** Every word of `part` stands in `all`, in the same order. */
const isInOrder = (part: readonly string[], all: readonly string[]): boolean => {
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
