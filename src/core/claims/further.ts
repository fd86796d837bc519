import { uncoveredWords } from './coverage.ts'
import { tellingOf } from './events.ts'
import { factProblems, type Problem, problem } from './facts.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { titlesIn } from './relations/titles.ts'
import { relationProblems } from './relations.ts'
import { isAmong } from './senses.ts'
import { frameWords, functionWords, normal, wordsIn } from './words.ts'

/**
 * A sentence that another sentence of the article must back. It is no signal that rules have read, so it may only be told
 * again: its words in its order, as sure and as negative as it is, beside what the signal tells of the same event.
 */
export const passageProblems = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const passage = group.passage!
  const whole = { start: 0, end: text.length }
  if (!isOwnWay(text, passage) || !isOfItsSubject(text, group, knowledge) || !isInItsOrder(text, passage, knowledge))
    return [problem('unsupported', 'The article does not say it in this way', text, whole)]
  const tellsEvent = text.search(tellingOf(group.trigger!.kind)) >= 0
  return [
    ...factProblems(text, [group], knowledge, { asserted: true }),
    ...uncoveredWords(text, group, knowledge),
    ...relationProblems(text, group, knowledge).filter(({ rule }) => rule !== 'certainty' || tellsEvent),
  ]
}

const ahead =
  /\b(?:will|shall|plan(?:s|ned|ning)?|due|expect(?:s|ed|ing)?|intend(?:s|ed|ing)?|intention|aim(?:s|ed|ing)?|set to|going to|(?:is|are) to|hop(?:es?|ing)|want(?:s|ed)? to|next|upcoming|coming|proposed|soon|later|search|looking|looks|seeks?|\p{L}+['’]ll)\b/iu
const denials = /\b(?:no|not|never|nobody|none|without|neither|nor|cannot|\p{L}+n['’]t|un\p{L}{4,}ed)\b/giu

/** A plan stays a plan, what is done stays done, and what is denied stays so. */
const isOwnWay = (text: string, passage: string): boolean =>
  ahead.test(text) === ahead.test(passage) &&
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
  if (isOfPerson)
    return (
      /\b(?:he|she|her|his)\b/iu.test(text) ||
      normal(person)
        .split(' ')
        .some((name) => told.includes(` ${name} `)) ||
      (!/\byou\b/iu.test(text) && titlesIn(told).length > 0)
    )
  if (ofAccount.test(passage!) || knowledge.accountNames.some((name) => inPassage.startsWith(` ${normal(name)} `)))
    return true
  const subject = wordsIn(passage!).find(({ stem, text: word }) => !functionWords.has(stem) && !leading.test(word))
  return subject !== undefined && wordsIn(text).some(({ stem }) => isAmong(stem, new Set([subject.stem])))
}
const partyFields: ReadonlySet<string> = new Set(['person', 'counterpart', 'leadInvestor', 'investors'])
const ofAccount =
  /^(?:it|they|the (?:\p{L}+[ -]){0,2}(?:company|firm|group|business|start-?up|agency|bank|chain|brand|studio|utility|airline|\p{L}{3,}(?:er|or|ist))) /iu
const leading =
  /^(?:first|most|new|many|some|more|both|all|about|around|one|two|three|four|five|six|seven|eight|nine|ten|\d.*)$/iu

/** What the passage says is told in its order: who does what to whom stays as it is. */
const isInItsOrder = (text: string, passage: string, { identity }: Knowledge): boolean => {
  const weighty = (told: string): string[] =>
    wordsIn(told)
      .map(({ stem }) => stem)
      .filter((word) => !functionWords.has(word) && !frameWords.has(word) && !identity.stems.has(word))
  const own = weighty(passage)
  let at = 0
  const told = weighty(text).filter((word) => own.some((other) => isAmong(word, new Set([other]))))
  for (const word of told) {
    const next = own.findIndex((other, i) => i >= at && isAmong(word, new Set([other])))
    if (next < 0) return false
    at = next + 1
  }
  return told.length > 0
}
