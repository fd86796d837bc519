import type { Group, Knowledge } from '../knowledge.ts'
import { normal } from '../words.ts'
import { hasTitle, titlesIn } from './titles.ts'

/** What the signs of a marked sentence stand for. */
export type Parties = [sign: string, names: string[]][]

/** @A the account, @P the trigger's person, @C the other company, @I an investor, @N a publisher, @X other people or companies of the story, @O those of one word, @R the reader. */
export const partiesOf = ({ trigger, texts }: Group, knowledge: Knowledge): Parties => {
  const value = (name: string): string[] => {
    const field = trigger!.fields.find((each) => each.name === name)
    return field ? [field.value] : []
  }
  const person = value('person')
  const reader = knowledge.contact?.full ?? ''
  const isReader = person.some((name) => normal(name) === normal(reader))
  const counterpart = trigger!.side === 'counterpart' ? [trigger!.company] : value('counterpart')
  const accounts = knowledge.accountNames.filter((name) => !counterpart.includes(name))
  const named = [
    ...person,
    ...counterpart,
    ...accounts,
    ...value('leadInvestor'),
    ...value('investors'),
    ...value('role'),
    ...value('place'),
    ...value('product'),
    ...value('technology'),
    ...trigger!.publishers,
  ]
  const others = othersIn(texts, named)
  return [
    ['@A', [...accounts, 'your company', 'your team', 'your business']],
    ['@P', [...person, ...person.flatMap(givenAndFamily)]],
    ['@C', counterpart],
    ['@N', trigger!.publishers],
    ['@I', [...value('leadInvestor'), ...value('investors').flatMap((all) => all.split(/, | and /))]],
    ['@X', others.filter((name) => name.includes(' '))],
    ['@O', others.filter((name) => !name.includes(' '))],
    ['@R', isReader ? [] : [reader]],
    [isReader ? '@P' : '@A', ['you']],
    ['@A', ['your', 'yours']],
  ]
}

const givenAndFamily = (name: string): string[] => {
  const parts = name.split(' ')
  return parts.length > 1 ? [parts[0]!, parts.at(-1)!].filter((part) => part.length > 2) : []
}

/** Capitalised words inside a text that are no title and none of the known names: others of the story. */
const othersIn = (texts: readonly string[], named: readonly string[]): string[] => [
  ...new Set(
    texts
      .filter((text) => !isTitleCase(text))
      .flatMap((text) =>
        [
          ...text.matchAll(
            /(?<=[\p{L}\p{N},;:] )\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}\.)?(?: \p{Lu}[\p{L}'’-]+)?|^\p{Lu}[\p{Ll}]+ \p{Lu}[\p{Ll}]+/gu,
          ),
        ].map((hit) => hit[0]),
      )
      .filter(
        (name) => !named.some((known) => normal(known).includes(normal(name)) || normal(name).includes(normal(known))),
      )
      .filter(
        (name) =>
          !hasTitle(normal(name)) &&
          !texts.some((text) => titlesIn(normal(text)).some((title) => ` ${title} `.includes(` ${normal(name)} `))) &&
          !/^(?:Series|Round|January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b/u.test(
            name,
          ),
      ),
  ),
]

/** A headline that capitalises its verbs tells nothing about names. */
const isTitleCase = (text: string): boolean => {
  const words = text.match(/\p{L}{4,}/gu) ?? []
  return words.length > 4 && words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length * 0.9
}

/** A text with its parties as signs; the longest names first, so that a part of one is not taken for another. */
export const mark = (text: string, parties: Parties): string =>
  parties
    .flatMap(([sign, names]) => names.map((name) => [sign, normal(name)] as const))
    .filter(([, name]) => name !== '')
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce((marked, [sign, name]) => marked.replaceAll(` ${name} `, ` ${sign} `), ` ${normal(text)} `)

/** A sentence to judge: its marked form, its words, and the marked evidence. */
export type Told = { marked: string; text: string; evidence: string; group: Group }
export type Rule = (told: Told) => string | null

const passive = /\b(?:was|were|been|being|be|got|gets|is|are) (?:\w+ly )?$/u

/** Who is named right before an active telling. */
export const subjectsOf = (marked: string, verb: RegExp): { sign: string; passive: boolean }[] =>
  [...marked.matchAll(verb)].flatMap((hit) => {
    const before = marked.slice(0, hit.index)
    const sign = [...before.matchAll(/@[APCIXOR]\b/g)].at(-1)?.[0]
    const gap = sign ? before.slice(before.lastIndexOf(sign) + 2) : ''
    return sign && gap.split(' ').length <= 7 && !/ (?:that|reported|says?|according) /.test(gap)
      ? [{ sign, passive: passive.test(before) && !/ing$/u.test(hit[0]) }]
      : []
  })

/** Words that add to the event and must then stand in the evidence too. */
export const saysToo =
  (words: RegExp, message: string): Rule =>
  ({ marked, group }) =>
    words.test(marked) && !words.test(group.folded) ? message : null
