import { personaOf } from '../icp/persona.ts'
import type { Icp } from '../icp.ts'
import { isThing } from './openings/deal.ts'
import { isInvestment } from './openings/funding.ts'
import { roleOf } from './openings/people.ts'
import type { Told } from './told.ts'

/**
 * Whether what the ICP concludes from such news may be concluded from this one. A hire far from the people we write
 * to, a small share that was bought and money from one investor are told, and nothing is made of them.
 */
export const bearsOn = (news: Told, icp: Icp): boolean => {
  const { trigger, field, says, toPerson, company } = news
  const role = trigger.kind === 'executive_hire' ? roleOf(news) : undefined // as far as it is told
  if (trigger.kind === 'executive_hire')
    return toPerson || (role !== undefined && (leadsAll.test(role) || personaOf(role, icp) !== null))
  if (trigger.kind === 'funding') return !isInvestment(news) && !says(distress)
  if (trigger.kind === 'acquisition' && isThing(field('counterpart') ?? '')) return false
  if (trigger.kind === 'acquisition')
    return !fund.test(company) && !says(buyout) && (!says(/\b(?:stake|invest\w*)\b/iu) || says(/\bmajority stake\b/iu))
  return true
}

const leadsAll =
  /^(?:(?:new|global|group|interim|joint)\s)*(?:co-)?(?:ceo|c\.e\.o|chief executive|president(?! of)|managing director|c?md|coo|chief operating|founder|general manager)\b/iu
const distress = /\b(?:loss(?:es)?|debts?|bonds?|loans?|bailout|rescue)\b/iu

/** The same text tells bad news: no good wishes, and nothing that catches an eye. */
export const isTroubled = ({ says }: Told): boolean =>
  says(
    /\b(?:loss(?:es)?|bailout|rescue|bankrupt\w*|insolven\w+|layoffs?|job cuts|lawsuit|scandal|fraud|probe|crisis)\b/iu,
  )
const buyout = /\b(?:buyout|private equity|(?:take|takes|taking) (?:\S+ ){1,3}private)\b/iu
const fund = /\b(?:capital|partners|ventures|equity|investors?|investments?|fund)\b/iu

/** Those lines of the ICP that take nothing for granted which the news does not say. */
export const fitting = (lines: readonly string[], news: Told): readonly string[] =>
  lines.filter((line) => assumptions.every(({ words, holds }) => !words.test(line) || holds(news)))

/** What a line speaks of, and when the news is about it. */
const assumptions: readonly { words: RegExp; holds: (news: Told) => boolean }[] = [
  {
    words: /\b(?:new|foreign|another) (?:market|country|region)\b|\babroad\b/iu,
    holds: ({ trigger, field, says }) =>
      trigger.kind !== 'expansion' ||
      (says(openToPeople) && !says(withoutDesks) && (field('place') !== undefined || says(elsewhere))),
  },
  {
    words: /\b(?:new|another) (?:office|team)\b|\bfirst reps\b/iu,
    holds: ({ trigger, says }) => trigger.kind !== 'expansion' || !says(withoutDesks),
  },
  {
    words: /\b(?:sales|reps?|sellers?|account executives?)\b/iu,
    holds: ({ trigger, field, says }) =>
      trigger.kind !== 'hiring' || /sales|revenue|commercial/iu.test(field('hiringFunction') ?? '') || says(selling),
  },
  {
    words: /\b(?:two|both) companies\b|\ba company you bought\b/iu,
    holds: ({ trigger }) => trigger.kind === 'acquisition',
  },
  {
    words: /\b(?:sites?|place|home|distance)\b/iu,
    holds: ({ trigger, field, says }) =>
      trigger.kind !== 'expansion' ||
      says(whereWorkIs) ||
      (field('place') !== undefined && !says(moreOfTheSame) && (says(openToPeople) || says(/\bexpan|\bgrow/iu))),
  },
  {
    words: /\bnew (?:site|plant|warehouse)\b/iu,
    holds: ({ trigger, says }) => trigger.kind === 'expansion' && says(whereWorkIs),
  },
  {
    words: /\b(?:last day|leavers?|(?:person|people|somebody|colleagues?) (?:who|that) leaves?)\b/iu,
    holds: ({ trigger }) => trigger.kind === 'executive_departure' || trigger.kind === 'layoff',
  },
  {
    words: /\bnew (?:sales |commercial )leader\b/iu,
    holds: ({ trigger, field }) =>
      trigger.kind !== 'executive_hire' || /sales|revenue|commercial/iu.test(field('role') ?? ''),
  },
]

const openToPeople =
  /\b(?:markets?|enter(?:s|ed|ing)?|expand\w* (?:in)?to|debuts?|offices?|headquarters|countr(?:y|ies)|overseas|abroad|international)\b/iu
const withoutDesks =
  /\b(?:plants?|factor(?:y|ies)|warehouses?|stores?|labs?|data cent(?:re|er)s?|production|manufacturing|facilit(?:y|ies)|refiner(?:y|ies)|mines?)\b/iu
const elsewhere = /\b(?:countr(?:y|ies)|overseas|abroad|international|offices?)\b/iu
const whereWorkIs =
  /\b(?:offices?|headquarters|hubs?|plants?|factor(?:y|ies)|warehouses?|stores?|(?<!Q&A |web)sites?|campus|labs?|facilit(?:y|ies)|branch(?:es)?|showrooms?|cent(?:re|er)s?|depots?|refiner(?:y|ies)|mines?|terminals?|dealerships?)\b/iu
/** More of what is there already, and nobody who has to start somewhere. */
const moreOfTheSame =
  /\b(?:expan\w+|grow\w*|rais\w+|boost\w*|invest\w*)\s(?:\S+\s){0,6}?(?:production|output|capacity|services?|network|fleet|stations?)\b/iu
const selling = /\b(?:sales|salespeople|reps?|account executives?|business development)\b/iu
