import type { Brief, BriefTrigger } from '../brief.ts'
import { type LocalDay, localDay } from '../day.ts'
import { spokenName } from '../draft/english.ts'
import { findMoney } from '../draft/money.ts'
import type { SenderProfile } from '../draft/sender.ts'
import type { Icp } from '../icp.ts'
import type { Money } from '../signal.ts'
import { findNumbers } from './figures.ts'
import { normal, stemsOf } from './words.ts'

/** What one event, or the account's file, lets a sentence say. Facts of two groups are not mixed in one claim. */
export type Group = {
  /** The contact's own name and title, as far as we know them. */
  isContact: boolean
  trigger: BriefTrigger | null
  sourceIds: string[]
  texts: string[]
  /** All texts folded and opened, for finding names and phrases. */
  folded: string
  stems: ReadonlySet<string>
  money: Money[]
  numbers: ReadonlySet<number>
  days: LocalDay[]
}

export type Knowledge = {
  groups: Group[]
  /** Names that may stand anywhere: the account, the contact, the publishers, us. */
  identity: Group
  /** Sentences the team approved: value points, pains, consequences, questions, the offer. */
  approved: Approved[]
  /** Stems of all of the ICP's own language. */
  ours: ReadonlySet<string>
  oursFolded: string
  oursNumbers: ReadonlySet<number>
  /** Stems of whom we write to: the names and titles of the ICP's personas. */
  audience: ReadonlySet<string>
  accountNames: string[]
  contact: { first: string; full: string } | null
  sender: SenderProfile
  day: LocalDay
}

/** An approved sentence, read once. */
export type Approved = {
  normal: string
  words: ReadonlySet<string>
  figures: string
  negations: number
  /** Pains and consequences may only be told as a guess. */
  isGuess: boolean
}

export const knowledgeOf = (brief: Brief, icp: Icp, sender: SenderProfile, day: LocalDay, zone: string): Knowledge => {
  const accountNames = namesOf(brief)
  return {
    groups: [
      ...brief.triggers.filter(mayBeTold).map((trigger) => triggerGroup(trigger, brief, zone)),
      fileGroup(brief),
      contactGroup(brief),
    ].filter(({ texts }) => texts.length > 0),
    identity: groupOf(
      null,
      [],
      [
        ...accountNames,
        ...(brief.contact ? [brief.contact.name, brief.contact.firstName] : []),
        ...brief.sources.filter(({ kind }) => kind === 'evidence' || kind === 'posting').map(({ label }) => label),
        ...brief.triggers.filter(mayBeTold).flatMap(({ publishers }) => publishers),
        sender.fromName,
        sender.company,
        sender.postalAddress,
      ],
      [],
    ),
    ...languageOf(icp),
    accountNames,
    contact: brief.contact && { first: brief.contact.firstName, full: brief.contact.name },
    sender,
    day,
  }
}

export const read = (text: string, isGuess = false): Approved => {
  const told = normal(text)
  return {
    normal: told,
    words: new Set(told.split(' ')),
    figures: figuresOf(text),
    negations: negationsOf(told),
    isGuess,
  }
}

const figuresOf = (text: string): string =>
  findNumbers(text)
    .map(({ value, percent }) => `${value}${percent}`)
    .sort()
    .join(' ')

const negationsOf = (told: string): number =>
  [...told.matchAll(/\b(?:not|no|never|without|cannot|less|fewer|more|all|always)\b/gu)].length

/** Lite and private triggers support no sentence at all. */
const mayBeTold = (trigger: BriefTrigger): boolean => !trigger.lite && trigger.kind !== 'custom'

const namesOf = ({ account, triggers }: Brief): string[] => [
  ...new Set([
    account.name,
    spokenName(account.name),
    ...triggers
      .filter(({ side }) => side === 'subject')
      .map(({ company }) => company)
      .filter(Boolean),
  ]),
]

const triggerGroup = (trigger: BriefTrigger, brief: Brief, zone: string): Group => {
  const sources = brief.sources.filter(({ id }) => trigger.sourceIds.includes(id))
  const texts = [
    ...sources.map(({ quote }) => quote),
    ...trigger.fields.flatMap(({ quote, value }) => (/^\d+$/.test(value) ? [quote] : [quote, value])),
    ...(trigger.company ? [trigger.company] : []),
  ]
  const moments = [...sources.flatMap(({ at }) => at ?? []), ...(trigger.dated ? [trigger.at] : [])]
  return groupOf(
    trigger,
    trigger.sourceIds,
    texts,
    moments.flatMap((at) => [localDay(at, zone), localDay(at, 'UTC')]),
  )
}

const fileGroup = (brief: Brief): Group => {
  const lines = [...brief.account.lines, ...brief.openings, ...brief.history]
  return groupOf(
    null,
    lines.map(({ sourceId }) => sourceId),
    lines.map(({ text }) => text),
    [],
  )
}

const contactGroup = ({ contact }: Brief): Group => ({
  ...groupOf(null, [], contact?.title ? [`${contact.name}, ${contact.title}`] : [], []),
  isContact: true,
})

const groupOf = (trigger: BriefTrigger | null, sourceIds: string[], texts: string[], days: LocalDay[]): Group => {
  const all = texts.join(' | ')
  return {
    isContact: false,
    trigger,
    sourceIds: [...new Set(sourceIds)],
    texts,
    folded: ` ${normal(all)} `,
    stems: stemsOf(...texts),
    money: findMoney(all).map(({ money }) => money),
    numbers: new Set(findNumbers(all).map(({ value }) => value)),
    days,
  }
}

type Language = Pick<Knowledge, 'approved' | 'ours' | 'oursFolded' | 'oursNumbers' | 'audience'>

const languages = new WeakMap<Icp, Language>()

/** An ICP never changes once it is numbered, so its language is read once. */
const languageOf = (icp: Icp): Language => {
  const known = languages.get(icp)
  if (known) return known
  const own = ownSentences(icp)
  const guesses = guessesOf(icp)
  const sentences = [...guesses, ...own]
  const all = sentences.join(' | ')
  const language = {
    approved: [...guesses.map((text) => read(text, true)), ...own.map((text) => read(text))],
    ours: stemsOf(...sentences),
    oursFolded: ` ${normal(all)} `,
    oursNumbers: new Set(findNumbers(all).map(({ value }) => value)),
    audience: stemsOf(...icp.personas.flatMap(({ name, titles }) => [name, ...titles])),
  }
  languages.set(icp, language)
  return language
}

const ownSentences = (icp: Icp): string[] => [
  icp.offer,
  ...icp.personas.flatMap((persona) => [...persona.value_points.map(({ text }) => text), ...persona.questions]),
  ...Object.values(icp.discovery_questions).flat(),
  ...icp.language.they_say,
  ...icp.objections.map(({ answer }) => answer),
]

const guessesOf = (icp: Icp): string[] => [
  ...icp.personas.flatMap((persona) => persona.pains),
  ...Object.values(icp.consequences).flat(),
]
