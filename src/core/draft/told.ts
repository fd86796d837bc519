import type { Brief, BriefTrigger } from '../brief.ts'
import { findAddresses } from '../claims/addresses.ts'
import { type LocalDay, localDay } from '../day.ts'
import type { SignalFields } from '../signal.ts'
import { whenText } from './days.ts'
import { calmCase, possessive, spokenName } from './english.ts'

/** What a phrase may use of one trigger: only what can be asserted, already in words. */
export type Told = {
  trigger: BriefTrigger
  company: string
  companys: string
  /** A field in words, or undefined when it may not be asserted. */
  field: (name: keyof SignalFields) => string | undefined
  /** Does the evidence use such words? Phrases that add meaning ask first. */
  says: (words: RegExp) => boolean
  /** The first group of the first match in the evidence. */
  find: (pattern: RegExp) => string | undefined
  /** The trigger's person is the recipient. */
  toPerson: boolean
  /** "in Example Wire"; null when the source has no name fit to print. */
  inSource: string | null
  publisher: string | null
  /** "on Thursday"; of the source's publication. */
  when: string | null
}

export const told = (brief: Brief, trigger: BriefTrigger, day: LocalDay, zone: string): Told => {
  const source = brief.sources.find(({ id }) => id === trigger.sourceIds[0])
  const publisher = printable(source?.label ?? '')
  const company = spokenName(brief.account.name)
  const field: Told['field'] = (name) => {
    const value = trigger.fields.find((each) => each.name === name)?.value
    return value && calmCase(value)
  }
  return {
    trigger,
    company,
    companys: possessive(company),
    field,
    says: (words) => evidenceTexts(brief, trigger).some((text) => words.test(text)),
    find: (pattern) => {
      for (const text of evidenceTexts(brief, trigger)) {
        const found = pattern.exec(text)?.[1]
        if (found) return found
      }
      return undefined
    },
    toPerson: samePerson(field('person'), brief.contact?.name),
    inSource: publisher && `in ${publisher}`,
    publisher,
    when: trigger.dated && typeof source?.at === 'number' ? whenText(localDay(source.at, zone), day) : null,
  }
}

/** Every word that speaks for a trigger. */
const evidenceTexts = (brief: Brief, trigger: BriefTrigger): string[] => [
  ...brief.sources.filter(({ id }) => trigger.sourceIds.includes(id)).map(({ quote }) => quote),
  ...trigger.fields.map(({ quote }) => quote),
]

/** A publisher's name as a sentence can hold it; addresses, sentences and shouting stay out. */
const printable = (label: string): string | null => {
  const name = label.replace(/^https?:\/\/(?:www\.)?|^www\.|\/.*$/giu, '').trim()
  const fit = /^[\p{L}\d][\p{L}\p{N}\p{M} .&'’+-]{1,39}$/u.test(name) && name.split(' ').length <= 5
  const isSlug = /^[a-z0-9-]+$/u.test(name) // no name that a reader would know
  return fit &&
    !isSlug &&
    findAddresses(name).length === 0 &&
    !/^(?:unknown|sample|feed|rss|untitled|null)$/iu.test(name)
    ? name
    : null
}

export const samePerson = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.localeCompare(b, 'en', { sensitivity: 'base' }) === 0
