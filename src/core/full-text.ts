import type { Document } from './document.ts'
import { unsureOf } from './extract/unsure.ts'
import type { Extraction, Signal, SignalFields, SignalKind } from './signal.ts'

/** A feed that publishes so much of a story needs no page for it. */
const enoughCharacters = 1_200

/** What a draft would like to say of an event; one of each list is enough. */
const wished: Partial<Record<SignalKind, readonly (readonly (keyof SignalFields)[])[]>> = {
  funding: [['amount'], ['round']],
  executive_hire: [['person'], ['role']],
  executive_departure: [['person'], ['role']],
  acquisition: [['counterpart']],
  layoff: [['headcount', 'percentage']],
}

type Published = Pick<Document, 'title' | 'summary' | 'body' | 'page' | 'url'>

/** Why an item's own page deserves to be read once its company is known to be an account, in words; null when it does not. */
export const pageReason = (document: Published, extraction: Extraction): string | null => {
  const told = (document.summary?.length ?? 0) + (document.body?.length ?? 0)
  if (document.page || !document.url || told >= enoughCharacters) return null
  const bare = extraction.signals.find(isBare)
  return bare ? `the feed leaves fields of an event open (${bare.kind})` : doubtOf(document, extraction)
}

const isBare = ({ kind, lite, fields }: Signal): boolean =>
  lite || (wished[kind] ?? []).some((names) => names.every((name) => fields[name] === undefined))

/** Pages that tell no single event are not asked for in the hope that they do after all. */
const doubtOf = (document: Published, extraction: Extraction): string | null =>
  extraction.drops.some(({ rule }) => /^(?:page\.|language$)/.test(rule)) ? null : unsureOf(document, extraction)

/** Words of at least so many letters are what a story is about. */
const wordPattern = /[\p{L}\p{N}]{4,}/gu
const leastShare = 0.4

const plainOf = (text: string): string => text.normalize('NFKC').toLowerCase()
const wordsOf = (text: string): Set<string> =>
  new Set((plainOf(text).match(wordPattern) ?? []).map((word) => word.slice(0, 6)))

/** Whether a page tells what the item does, and of a company that it names: an address may lead elsewhere by now. */
export const isSameMatter = (title: string, companies: readonly string[], pageText: string): boolean => {
  const [wanted, page] = [[...wordsOf(title)], plainOf(pageText)]
  const found = wordsOf(pageText)
  const shared = wanted.filter((word) => found.has(word)).length
  const names = companies.length === 0 || companies.some((company) => page.includes(plainOf(company)))
  return names && shared >= wanted.length * leastShare
}

type Limits = { run: number; hostInRun: number; hostInDay: number; day: number }

/** So many pages are asked for: in a run, of one host in it, of one host in a day, and in a day. */
const pageLimits: Limits = { run: 12, hostInRun: 3, hostInDay: 20, day: 150 }

/** Of the wanted pages, in their order, those that may be asked for now; `today` are the hosts asked within a day. */
export const pagesToAsk = <Wanted extends { host: string }>(
  wanted: readonly Wanted[],
  today: readonly string[],
  limits: Limits = pageLimits,
): Wanted[] => {
  const chosen: Wanted[] = []
  for (const page of wanted) {
    if (chosen.length >= limits.run || today.length + chosen.length >= limits.day) break
    const inRun = chosen.filter(({ host }) => host === page.host).length
    const inDay = today.filter((host) => host === page.host).length + inRun
    if (inRun < limits.hostInRun && inDay < limits.hostInDay) chosen.push(page)
  }
  return chosen
}
