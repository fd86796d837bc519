import { contentOf, isInOrder } from './approved.ts'
import { findNumbers } from './figures.ts'
import type { Knowledge } from './knowledge.ts'
import { normal, stem, stemsOf } from './words.ts'

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
  const isShort =
    parts.some((words) => words.length > 0) &&
    parts.every((words) => {
      const told = words.filter((word) => !(softer.has(word) && ours.has(word)))
      return approved.some((own) => !own.isGuess && isPartOf(told, saidIn(own.normal, knowledge)))
    })
  return isShort || isParaphrase(text, knowledge)
}

/**
 * Told anew: every word of weight is approved, half of them of one sentence, or such that any product may be told with. What
 * is nearly an approved sentence must be it: there a word that differs, or stands elsewhere, is an error.
 */
const isParaphrase = (text: string, knowledge: Knowledge): boolean => {
  if (effects.test(text)) return false
  const told = saidIn(normal(text), knowledge).filter((word) => !verbs.has(word))
  const approved = knowledge.approved.filter(({ isGuess }) => !isGuess).map((own) => saidIn(own.normal, knowledge))
  const known = new Set(approved.flat())
  const weighty = told.filter((word) => known.has(word))
  return (
    weighty.length >= 2 &&
    told.every((word) => known.has(word) || things.has(word)) &&
    approved.some((own) => told.filter((word) => own.includes(word)).length * 2 >= weighty.length) &&
    !approved.some((own) =>
      isNearCopy(
        told,
        own.filter((word) => !verbs.has(word)),
      ),
    ) &&
    approved.every((own) => keepsDenial(told, own))
  )
}

const nearCopy = 0.75
const isNearCopy = (told: readonly string[], own: readonly string[]): boolean =>
  own.length >= 4 &&
  own.filter((word) => told.includes(word)).length >= nearCopy * own.length &&
  !(
    isInOrder(
      told.filter((word) => own.includes(word)),
      own,
    ) && told.every((word) => own.includes(word) || things.has(word))
  )

/** A track record or an effect needs its own approval. */
const effects =
  /\b(?:sav(?:e|es|ed|ing)|cut(?:s|ting)?|reduc\w+|halv\w+|doubl\w+|w[io]n(?:s|ning)?|earn\w*|pays|guarantee\w*|certif\w+|awards?|trust\w*|cheap\w*|free|customers?|clients?|rivals?|competitors?|(?:like|as) yours|like you|overnight|better|\p{L}+er than|more than|helped|closed|worked|we have (?:\p{L}+ed|done|made|built))\b/iu

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
  const isDenied = own.some((word) => denials.has(word))
  return (
    isInOrder(
      told.filter((word) => !(word === 'less' && isDenied)),
      own,
    ) && keepsDenial(told, own)
  )
}

const keepsDenial = (told: readonly string[], own: readonly string[]): boolean => {
  const denial = own.findIndex((word) => denials.has(word))
  return (
    denial < 0 || told.some((word) => denials.has(word)) || !told.some((word) => own.slice(denial + 1).includes(word))
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

/** Verbs by which any product is told of. */
const verbs = stemsOf(
  `take put handle run produce combine connect link plug feed draw pull send receive read list find show see look display check verify log record trace track carry
  plan sort set go flow move bring come pass hand lay lays cover keep hold place turn become book report request order match compare import export prepare
  get have happen tell answer deal enable allow let open follow start use based include included provide giving offers offer support manage`,
)

/** Things that any product is told of with. */
const things = stemsOf(
  `single one side place page screen app phone link form step itself themselves straight existing common usual basis option way part software data own same
  colleague staff employee person user automatic automatically directly together beyond everything anything something plus small regular`,
)
