import type { Persona } from '../icp.ts'
import type { Chooser } from './chance.ts'
import { upperFirst } from './english.ts'
import { isTroubled } from './fitting.ts'
import { openings } from './openings/index.ts'
import { jobPostWords } from './openings/technology.ts'
import type { Told } from './told.ts'

/** The first sentence: the news, and where it stood. */
export const openingSentence = (told: Told, choose: Chooser, tone: Persona['tone']): string => {
  const clause = choose.pick('clause', openings[told.trigger.kind].clauses(told))!
  return upperFirst(choose.pick('frame', framesFor(told, clause, tone))!).replace(/\.\.$/u, '.') // after "in the U.K."
}

const framesFor = (told: Told, clause: string, tone: Persona['tone']): string[] => {
  if (isFromCareersPage(told)) return fromCareersPage(clause)
  const isSober = sober.has(told.trigger.kind) || isTroubled(told)
  if (!told.publisher || !told.inSource) return unnamed(told, clause, isSober)
  const { publisher, inSource, when } = told
  const frames = [
    `I saw ${inSource} that ${clause}.`,
    `I read ${inSource} that ${clause}.`,
    `I just read ${inSource} that ${clause}.`,
    `I just saw ${inSource} that ${clause}.`,
    `I see ${inSource} that ${clause}.`,
    `According to ${publisher}, ${clause}.`,
  ]
  // "The news in Example News" says it twice.
  if (!/news/iu.test(publisher)) {
    frames.push(`I saw the news ${inSource} that ${clause}.`, `I came across the news ${inSource} that ${clause}.`)
    if (!isSober) frames.push(`The news ${inSource} that ${clause} caught my eye.`)
  }
  // A sentence does not begin with an address.
  if (!inSource.startsWith('on ')) {
    frames.push(`${publisher} reported that ${clause}.`, `${publisher} writes that ${clause}.`)
    if (when) frames.push(`${publisher} reported ${when} that ${clause}.`, `${publisher} wrote ${when} that ${clause}.`)
  }
  if (tone !== 'warm') frames.push(`${clause}, I read ${inSource}.`, `${clause}, I saw ${inSource}.`)
  if (tone === 'direct') frames.push(`${clause}, ${publisher} reported.`)
  return frames
}

const sober: ReadonlySet<string> = new Set(['layoff', 'bankruptcy', 'executive_departure'])

const isFromCareersPage = ({ trigger, field, says }: Told): boolean =>
  (trigger.kind === 'hiring' && field('openings') !== undefined) ||
  (trigger.kind === 'technology_change' && says(jobPostWords))

const unnamed = (told: Told, clause: string, isSober: boolean): string[] => [
  `I saw the news that ${clause}.`,
  `I read that ${clause}.`,
  `I noticed that ${clause}.`,
  ...(isSober ? [] : [`The news that ${clause} caught my eye.`]),
  `I came across the news that ${clause}.`,
  `I just saw that ${clause}.`,
  ...(told.when ? [`I saw the news ${told.when} that ${clause}.`] : []),
]

const fromCareersPage = (clause: string): string[] => [
  `I saw on your careers page that ${clause}.`,
  `Your careers page says that ${clause}.`,
  `I noticed on your careers page that ${clause}.`,
  `From your careers page I see that ${clause}.`,
  `I came across your careers page and saw that ${clause}.`,
  `Your job posts say that ${clause}.`,
  `I saw in your job posts that ${clause}.`,
]
