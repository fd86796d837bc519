import { smallNumber } from '../draft/number-words.ts'
import { uncoveredWords } from './coverage.ts'
import { tellingOf } from './events.ts'
import { factProblems, type Problem, problem } from './facts.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { titlesIn } from './relations/titles.ts'
import { relationProblems } from './relations.ts'
import { isAmong } from './senses.ts'
import { frameWords, functionWords, normal, openTitles, wordsIn } from './words.ts'

/**
 * A sentence that another sentence of the article must back. It is no signal that rules have read, so it may only be told
 * again: its words in its order, as sure and as negative as it is, beside what the signal tells of the same event.
 */
export const passageProblems = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const passage = group.passage!
  if (isVerbatim(text, group)) return []
  const whole = { start: 0, end: text.length }
  if (!isOwnWay(text, passage) || !isOfItsSubject(text, group, knowledge) || !isInItsOrder(text, passage, knowledge))
    return [problem('unsupported', 'The article does not say it in this way', text, whole)]
  const tellsEvent = text.search(tellingOf(group.trigger!.kind)) >= 0
  return [
    ...factProblems(text, [group], knowledge, { asserted: true }),
    ...uncoveredWords(text, group, knowledge),
    ...relationProblems(withPerson(text, group), group, knowledge).filter(
      ({ rule }) => rule !== 'certainty' || tellsEvent,
    ),
  ]
}

/** "Two new warehouses in Gdynia!": the article's own words, and no others. */
const isVerbatim = (text: string, { texts, trigger }: Group): boolean => {
  const told = figured(text.replace(teller, ''))
  return (
    told.split(' ').length > 2 &&
    trigger!.certainty !== 'rumour' &&
    !/ (?:is|are|was|were|has|have|had|will) /u.test(` ${told} `) &&
    texts.some((each) => ` ${figured(each)} `.includes(` ${told} `))
  )
}
const teller = /(?:, (?:i (?:read|hear|see|saw)(?: in [^,]{1,40})?|says [^,]{1,40}|as i (?:read|hear)))?\W*$/iu
const figured = (text: string): string =>
  normal(text).replace(/\b\p{L}+\b/gu, (word) => String(smallNumber(word) ?? word))

/** "She" is whom the event is about, where the passage is about them. */
const withPerson = (text: string, { trigger, passage }: Group): string => {
  const person = trigger!.fields.find(({ name }) => name === 'person')?.value
  return person && /^(?:he|she)\b/iu.test(passage!) ? text.replace(/\b(?:he|she)\b/giu, person) : text
}

const ahead =
  /\b(?:will|shall|plan(?:s|ned|ning)?|due|expect(?:s|ed|ing)?|intend(?:s|ed|ing)?|intention|aim(?:s|ed|ing)?|set to|going to|(?:is|are) to|hop(?:es?|ing)|want(?:s|ed)? to|next|upcoming|coming|proposed|soon|later|search|looking|looks|seeks?|\p{L}+['’]ll)\b/iu
/** "Starts on 11 January" is as much to come as "will start". */
const dated =
  /\b(?:starts?|begins?|opens?|joins?|takes over|leaves?|steps? down)\b(?: \S+){0,6} (?:on|in) (?:\d|\p{Lu})/u
const denials = /\b(?:no|not|never|nobody|none|without|neither|nor|cannot|\p{L}+n['’]t|un\p{L}{4,}ed)\b/giu

/** A plan stays a plan, what is done stays done, and what is denied stays so. */
const isOwnWay = (text: string, passage: string): boolean =>
  (ahead.test(text) || dated.test(text)) === (ahead.test(passage) || dated.test(passage)) &&
  [...text.matchAll(denials)].length === [...passage.matchAll(denials)].length

/**
 * Whom the passage speaks of: the account, as "it" or "the company"; the person of the event, as "she"; or what it names
 * first, which must then be named. Nobody else of the story stands in their place.
 */
const isOfItsSubject = (text: string, { trigger, passage }: Group, knowledge: Knowledge): boolean => {
  const told = ` ${normal(text)} `
  const inPassage = ` ${normal(passage!)} `
  const person = trigger!.fields.find(({ name }) => name === 'person')?.value ?? ''
  const isOfPerson = /^(?:he|she)\b/iu.test(passage!)
  const others = trigger!.fields
    .filter(({ name, value }) => partyFields.has(name) && !(isOfPerson && value === person))
    .flatMap(({ value }) => value.split(/, | and /u))
  if (others.some((name) => told.includes(` ${normal(name)} `) && !inPassage.includes(` ${normal(name)} `)))
    return false
  const isReader = normal(person) === normal(knowledge.contact?.full ?? '')
  if (isOfPerson)
    return (
      (isReader && /\byou\b/iu.test(text)) ||
      /\b(?:he|she|her|his)\b/iu.test(text) ||
      normal(person)
        .split(' ')
        .some((name) => told.includes(` ${name} `)) ||
      (!/\byou\b/iu.test(text) && titlesIn(told).length > 0)
    )
  const start = ` ${normal(passage!).split(' ').slice(0, subjectWords).join(' ')} `
  if (ofAccount.test(passage!) || knowledge.accountNames.some((name) => start.includes(` ${normal(name)} `)))
    return true
  const subject = wordsIn(passage!).find(({ stem, text: word }) => !functionWords.has(stem) && !leading.test(word))
  return subject !== undefined && wordsIn(text).some(({ stem }) => isAmong(stem, new Set([subject.stem])))
}
/** "Berlin-based food start-up Example has …": within so many words the account is what is spoken of. */
const subjectWords = 8
const partyFields: ReadonlySet<string> = new Set(['person', 'counterpart', 'leadInvestor', 'investors'])
const ofAccount =
  /^(?:it|they|the (?:\p{L}+[ -]){0,2}(?:company|firm|group|business|start-?up|agency|bank|chain|brand|studio|utility|airline|\p{L}{3,}(?:er|or|ist))) /iu
const leading =
  /^(?:first|most|new|many|some|more|both|all|about|around|one|two|three|four|five|six|seven|eight|nine|ten|\d.*)$/iu

/** Who does what to whom stays as it is: what stands in no place, time or office of its own keeps its order. */
const isInItsOrder = (text: string, passage: string, { identity }: Knowledge): boolean => {
  const weighty = (told: string): string[] =>
    wordsIn(openTitles(told).replace(adjunct, ' ').replace(titleWords, ' '))
      .map(({ stem }) => stem)
      .filter((word) => !functionWords.has(word) && !frameWords.has(word) && !identity.stems.has(word))
  const own = weighty(passage)
  let at = 0
  for (const word of weighty(text).filter((each) => own.some((other) => isAmong(each, new Set([other]))))) {
    const next = own.findIndex((other, i) => i >= at && isAmong(word, new Set([other])))
    if (next < 0) return false
    at = next + 1
  }
  return adjunctsOf(text).every(
    ([way, what]) => adjunctsOf(passage).some(([a, b]) => b === what && a === way) || !normal(passage).includes(what),
  )
}

const adjunct =
  /\b(?:in|at|near|into|to|from|by|for|on|until|since|before|after|of) (?:(?:the|its|your|a|an|early|late|end of|start of) )*(?:\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)*|\d[\d.,]*(?: \p{Lu}\p{L}+)?)/gu
const titleWords =
  /\b(?:expect\w*|plan\w*|due|intend\w*|aim\w*|said|says?|chief|officer|chair|head|director|president|manager|executive|financial|operating|technology|information|security|marketing|revenue|commercial)\b/giu
const ways: Record<string, string> = { at: 'in', of: 'in', near: 'in', on: 'in', into: 'to' }

/** Each name or figure with the way in which it stands: "in Breda" is not "from Breda". */
const adjunctsOf = (text: string): [way: string, what: string][] =>
  [...text.matchAll(adjunct)].flatMap(({ 0: all, index }) => {
    const [way = ''] = all.toLowerCase().split(' ')
    const what = normal(/(?:\p{Lu}|\d).*$/u.exec(all)?.[0] ?? '')
    const there = /^,? where\b/u.test(text.slice(index + all.length))
    return [[ways[way] ?? way, what] as [string, string], ...(there ? [['in', what] as [string, string]] : [])]
  })
