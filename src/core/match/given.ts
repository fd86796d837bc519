import type { AccountNames } from '../account.ts'
import { registrableDomain } from '../domain.ts'
import type { MatchQuestion, MatchSide } from '../match.ts'
import { againElsewhere, isBare, placeConflict, supportFor } from './account-cues.ts'
import { type Directory, type Form, isVouched, methodOf } from './directory.ts'
import { disguise } from './disguise.ts'
import { isTitleCase, type Mention, mentionAt, usageOf } from './mention.ts'
import { coreKey, distinctnessOf, isLegalForm, isTradeWord, nameKey, plainWords, spokenName } from './names.ts'
import { isSlip } from './slip.ts'
import { bestPerAccount, onlyOneSure, textOf, type Verdict } from './verdict.ts'

/** The cue of a company that the sentence calls by one of the account's own names. */
export const namedBySentence = 'named as a company by the sentence'

/** A name of fewer letters is like too many others. */
const comparableLength = 6

/**
 * Which account a company named by the sentence is: by its domain where the document gives it, by name, alias or
 * ticker, by the full name elsewhere in the text; failing these, what a person might mean.
 */
export const matchGiven = (
  directory: Directory,
  company: string,
  side: MatchSide,
  question: MatchQuestion,
): Verdict[] => {
  const key = nameKey(company)
  const stated = side === 'subject' && question.domain ? byDomain(directory, question.domain, side) : []
  const exact = directory.named(key).map((form) => judge(directory, company, form, side, question))
  const sure = [...stated, ...exact]
  if (sure.length > 0) return onlyOneSure(bestPerAccount(sure))
  const fuller = byFullName(directory, company, side, question)
  if (fuller.length > 0) return onlyOneSure(bestPerAccount(fuller))
  const like = byCore(directory, company, side, question)
  return bestPerAccount(like.length > 0 ? like : bySpelling(directory, company, side))
}

const byDomain = (directory: Directory, domain: string, side: MatchSide): Verdict[] => {
  const owners = directory.owners(domain)
  return owners.map((account) => ({
    account,
    side,
    method: 'domain',
    confidence: 0.98,
    cues: [],
    support: [`the document gives its domain ${domain}`],
    against: owners.length > 1 ? [`${owners.length} accounts have this domain`] : [],
  }))
}

/** A form spelled the same. A name that could mean others needs a cue that is this account's own. */
const judge = (
  directory: Directory,
  company: string,
  form: Form,
  side: MatchSide,
  question: MatchQuestion,
): Verdict => {
  const { account } = form
  const mentions = mentionsOf(company, question)
  const mention = mentions[0] ?? null
  const support = [...domainSupport(account, question), ...supportFor(account, textOf(question), mention)]
  const shared = directory.namesakes(form.key)
  const against: string[] = []
  const oppose = (reason: string | null) => {
    if (reason) against.push(reason)
  }
  oppose(disguise(spokenName(company), form.text))
  oppose(mentions.map((each) => placeConflict(account, each)).find((conflict) => conflict !== null) ?? null)
  if (side === 'subject') oppose(againElsewhere(account, question.summary ?? ''))
  if (form.kind === 'ticker') oppose(bareSymbol(company, form, mention))
  if (mention) oppose(longerName(mention, form))
  if (shared > 1 && support.length === 0) oppose(`${shared} accounts share this name`)
  if (!isTelling(company, form) && support.length === 0 && !isVouched(form) && !isBare(account))
    oppose('an ambiguous name without a cue of its own')
  const cues = [namedBySentence, ...(form.kind === 'name' ? [] : [`${form.kind} name of ${account.name}`])]
  return {
    account,
    side,
    method: methodOf(form.kind),
    confidence: support.length > 0 ? 0.95 : 0.9,
    cues,
    support,
    against,
  }
}

/** A stock symbol is no name that takes a legal form: "NOW Corp" is another company. */
const bareSymbol = (company: string, form: Form, mention: Mention | null): string | null =>
  company.trim() === form.written && !isLegalForm(mention?.after[0]?.raw ?? '') ? null : 'a stock symbol is no name'

/** Nobody else's name; a short or derived one must at least be written exactly so. */
const isTelling = (company: string, form: Form): boolean => {
  const distinctness = distinctnessOf(form.text)
  return distinctness === 'own' || (distinctness === 'weak' && spokenName(company).normalize('NFKC') === form.text)
}

/** The sentence says a short name, the text also the full one: "Acme hires …; Acme Robotics said". */
const byFullName = (directory: Directory, company: string, side: MatchSide, question: MatchQuestion): Verdict[] => {
  const text = textOf(question)
  const key = nameKey(company)
  if (key.length < 3 || distinctnessOf(company) === 'common') return []
  return directory
    .hits(text)
    .flatMap(({ names }) => names.map((number) => directory.formOf(number)))
    .filter((form) => form.key.startsWith(key))
    .map((form) => ({
      account: form.account,
      side,
      method: methodOf(form.kind),
      confidence: 0.85,
      cues: [namedBySentence],
      support: [`the full name ${form.text} stands in the text`],
      against: directory.namesakes(form.key) > 1 ? ['several accounts share the full name'] : [],
    }))
}

/** The same but for a descriptor: "Acme" and "Acme Labs" may be two companies, "Acme Bank" and "Acme Motors" are. */
const byCore = (directory: Directory, company: string, side: MatchSide, question: MatchQuestion): Verdict[] =>
  directory.cored(coreKey(company)).flatMap((form): Verdict[] => {
    const { account } = form
    const site = domainSupport(account, question)
    const support = [...site, ...supportFor(account, textOf(question), mentionsOf(company, question)[0] ?? null)]
    if (!mayBeShort(company, form.text) && support.length === 0) return []
    const cues = [`called ${form.text} here`]
    if (site.length > 0) return [{ account, side, method: 'domain', confidence: 0.9, cues, support, against: [] }]
    return [{ account, side, method: methodOf(form.kind), confidence: 0.4, cues: [], support, against: cues }]
  })

/** Whether one name may be short for the other: no trade stands in both, nor in one beside nothing but a common word. */
const mayBeShort = (one: string, two: string): boolean => {
  const trades = [one, two].map((name) => plainWords(name).filter(isTradeWord))
  const [first, second] = trades.map((words) => words.join(' '))
  if (first === second) return true
  if (first && second) return false
  return distinctnessOf(one) !== 'common' || distinctnessOf(two) !== 'common'
}

const bySpelling = (directory: Directory, company: string, side: MatchSide): Verdict[] => {
  const key = nameKey(company)
  if (key.length < comparableLength) return []
  return directory
    .similar(key)
    .filter(({ form }) => isSlip(plainWords(company), plainWords(form.text)))
    .map(({ form, similarity }) => ({
      account: form.account,
      side,
      method: 'fuzzy',
      confidence: similarity / 3,
      cues: [],
      support: [],
      against: [`spelled like ${form.text}`],
    }))
}

const mostMentions = 5

/** Where the text says the company, the first few times. */
const mentionsOf = (company: string, question: MatchQuestion): Mention[] =>
  [question.title, question.summary ?? ''].flatMap((part) => {
    const mentions: Mention[] = []
    for (let at = part.indexOf(company); at >= 0 && mentions.length < mostMentions; ) {
      mentions.push(mentionAt(part, at, at + company.length, isTitleCase(part)))
      at = part.indexOf(company, at + company.length)
    }
    return mentions
  })

/** The sentence's company may have been cut from a longer name; what is nobody else's name stands for itself. */
const longerName = (mention: Mention, form: Form): string | null => {
  const distinctness = distinctnessOf(form.text)
  if (distinctness === 'own') return null
  return usageOf(mention, form.text, distinctness).longer
}

/** Who is meant stands in the first pages. */
const longestText = 20_000
const domainPattern = /\b[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,62}){1,4}\b/gi

/** The account's own domain in the text, or as the place where the document was published. */
const domainSupport = (account: AccountNames, question: MatchQuestion): string[] => {
  const own = new Set(account.domains.map((domain) => registrableDomain(domain)))
  const text = `${textOf(question)}\n${question.body ?? ''}`.slice(0, longestText)
  const inText = [...text.matchAll(domainPattern)].map(([domain]) => registrableDomain(domain))
  const stated = inText.find((domain) => domain !== null && own.has(domain))
  if (stated) return [`its domain ${stated} stands in the text`]
  const host = question.url ? registrableDomain(question.url) : null
  return host !== null && own.has(host) ? [`published on its own site ${host}`] : []
}
