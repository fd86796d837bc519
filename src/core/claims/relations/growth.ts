import { escapedPattern } from '../../escape.ts'
import type { Span } from '../facts.ts'
import { findNumbers } from '../figures.ts'
import type { Group } from '../knowledge.ts'
import { normal } from '../words.ts'
import type { Rule } from './told.ts'

/** Open roles are neither people who came nor people who are there, and there are as many as counted. */
export const openRoles: Rule = ({ text, group: { trigger } }) => {
  const open = trigger!.fields.find(({ name }) => name === 'openings')?.value
  if (!open) return null
  if (/\b(?:hired|recruited|filled|added|joined|onboarded)\b/iu.test(text))
    return 'The sources tell of open roles, not of people who came.'
  for (const { value, start, end } of findNumbers(text)) {
    const [noun] =
      /^\s(?:\S+\s){0,3}?(?:roles?|openings?|positions?|jobs?|vacanc\w+|posts?|hires?|people|reps|staff|employees)\b/iu.exec(
        text.slice(end),
      ) ?? []
    if (noun && value !== Number(open) && !/\b(?:from|usual\w*|average)\s$/iu.test(text.slice(0, start)))
      return `The sources count ${open} open roles.`
    if (
      noun &&
      /(?:people|reps|staff|employees)$/iu.test(noun) &&
      !/\b(?:hir|recruit|look|add)\w*\s(?:\w+\s)?$/iu.test(text.slice(0, start))
    )
      return 'The sources count open roles, not people.'
  }
  return null
}

/** "More roles than usual", where the count says so. */
export const asUsual = (text: string, { trigger }: Group): Span[] => {
  const count = (name: string): number => Number(trigger!.fields.find((each) => each.name === name)?.value)
  const word = count('openings') > count('baseline') ? 'more' : count('openings') < count('baseline') ? 'fewer' : null
  if (word === null) return []
  const numbers = findNumbers(text)
  return [...text.matchAll(new RegExp(`\\b${word}\\b(?=[^.]{0,60}\\bthan usual\\b)|\\bthan usual\\b`, 'giu'))]
    .filter((hit) => numbers.every(({ end }) => end + 1 !== hit.index))
    .map((hit) => ({ start: hit.index, end: hit.index + hit[0].length }))
}

/** What was launched launches nobody. */
export const launcher: Rule = ({ marked, group: { trigger } }) => {
  const product = trigger!.fields.find(({ name }) => name === 'product')?.value
  const told = product ? ` ${escapedPattern(normal(product))} ` : ''
  return told && new RegExp(`${told}(?:(?:has|have|had|just|is|now) ){0,3}\\w+ed @A`, 'u').test(marked)
    ? 'The sources tell this the other way round.'
    : null
}

export const rightPlace: Rule = ({ text, group: { trigger, folded } }) => {
  const place = trigger!.fields.find(({ name }) => name === 'place')?.value
  if (!place) return null
  const wrong = [
    ...text.matchAll(
      /\b(?:opened|opens|opening|expand\w*|office|hub|site|plant|grow\w*|centre|center|warehouse|factory)\b[^.]{0,25}?\b(?:in|into|to|at)\s(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/gu,
    ),
  ].find(
    (hit) =>
      !normal(place).includes(normal(hit[1]!)) &&
      !normal(hit[1]!).includes(normal(place)) &&
      !normal(trigger!.company).includes(normal(hit[1]!)) &&
      !new RegExp(` (?:in|into|to|at|across|and) ${normal(hit[1]!)} `, 'u').test(folded),
  )
  return wrong ? `The sources give the place as ${place}.` : null
}
