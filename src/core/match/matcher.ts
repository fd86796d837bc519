import { getDomain } from 'tldts'
import type { AccountNames } from '../account.ts'
import type {
  MatchCandidate,
  MatchDecision,
  Matcher,
  MatchMethod,
  MatchQuestion,
  MatchSide,
  NamedAccount,
} from '../match.ts'
import { isBare, placeConflict, supportFor } from './account-cues.ts'
import { isTitleCase, type Mention, mentionAt, usageOf } from './mention.ts'
import { createNameIndex, disguise } from './name-index.ts'
import { coreKey, type Distinctness, distinctnessOf, type NameKind, nameForms, nameKey, spokenName } from './names.ts'
import { createSimilarNames, type SimilarNames } from './similar.ts'

/** One way one account is called. */
type Form = { account: AccountNames; text: string; kind: NameKind; key: string }

const methodOf: Record<NameKind, MatchMethod> = {
  name: 'name',
  former: 'alias',
  brand: 'alias',
  confirmed: 'alias',
  ticker: 'ticker',
}

const group = <K, V>(pairs: Iterable<readonly [K, V]>): Map<K, V[]> => {
  const grouped = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const list = grouped.get(key)
    if (list) list.push(value)
    else grouped.set(key, [value])
  }
  return grouped
}

/** Points of usage from which a name in running text counts as a company's name. */
const usedAsCompany = 3
const similarEnough = 0.92
const suggestions = 3

type Judged = MatchCandidate & { support: number }

/**
 * Knows every name of the accounts it was made from. `match` answers which account a company as written is (or,
 * without one, which accounts the text names); `find` says where names stand in a text.
 */
export const createMatcher = (accounts: Iterable<AccountNames>): Matcher => {
  const known = [...accounts]
  const forms = known.flatMap((account) =>
    nameForms(account).map(({ text, kind }): Form => ({ account, text: spokenName(text), kind, key: nameKey(text) })),
  )
  const byKey = group(forms.map((form) => [form.key, form] as const))
  const byCore = group(
    forms.filter((form) => form.kind !== 'ticker').map((form) => [coreKey(form.text), form] as const),
  )
  const byDomain = group(
    known.flatMap((account) => account.domains.map((domain) => [domain.toLowerCase(), account] as const)),
  )
  const written = forms.filter((form) => form.kind !== 'ticker')
  const index = createNameIndex(written.map((form) => form.text))
  let similar: SimilarNames | null = null
  const similarTo = (key: string) => {
    similar ??= createSimilarNames(forms.map((form) => form.key))
    return similar(key, similarEnough, suggestions)
  }

  /** Accounts whose own name is the same; one of them called two ways counts once. */
  const namesakes = (key: string) => new Set(byKey.get(key)?.map((form) => form.account.id)).size

  const find = (text: string): NamedAccount[] =>
    index.find(text).flatMap(({ start, end, names }) =>
      names.map((number) => {
        const { account, text: name, kind } = written[number]!
        return { accountId: account.id, name, method: methodOf[kind], start, end }
      }),
    )

  /** A company given by the sentence, against one form that is spelled the same. */
  const judgeGiven = (company: string, form: Form, side: MatchSide, question: MatchQuestion): Judged => {
    const { account } = form
    const text = textOf(question)
    const support = [...domainSupport(account, question), ...supportFor(account, text)]
    const cues = ['named as a company by the sentence', ...support]
    const distinctness = distinctnessOf(form.text)
    const against = [
      disguise(company, form.text),
      ...mentionsOf(company, question)
        .slice(0, 1)
        .flatMap((mention) => [placeConflict(account, mention), longerName(mention, form, distinctness)]),
    ].filter((reason) => reason !== null)
    const shared = namesakes(form.key)
    if (shared > 1) cues.push(`${shared} accounts share this name`)
    const vouched = support.length > 0 || form.kind === 'confirmed' || isBare(account)
    const telling = distinctness === 'own' || (distinctness === 'weak' && sameLetters(company, form.text))
    if (!telling && !vouched) against.push('an ambiguous name without a cue of its own')
    const auto = against.length === 0 && (shared === 1 || support.length > 0)
    return candidate(
      account,
      side,
      methodOf[form.kind],
      auto ? 'auto' : 'review',
      auto ? 0.9 : 0.5,
      [...cues, ...against],
      support.length,
    )
  }

  const byStatedDomain = (domain: string, side: MatchSide): Judged[] => {
    const owners = byDomain.get(registrable(domain) ?? '') ?? []
    const decision = owners.length === 1 ? 'auto' : 'review'
    return owners.map((account) =>
      candidate(account, side, 'domain', decision, 0.98, [`the document gives its domain ${domain}`], 9),
    )
  }

  /** A shorter or longer form of an account's name: proven only by the full name elsewhere in the text. */
  const byShortForm = (company: string, side: MatchSide, question: MatchQuestion): Judged[] => {
    const key = nameKey(company)
    const inText = new Set(find(textOf(question)).map((named) => named.accountId))
    const standing = written.length
      ? find(textOf(question)).filter(({ name }) => nameKey(name).startsWith(key) && key.length >= 3)
      : []
    const near = byCore.get(coreKey(company)) ?? []
    const accountsNear = new Map(near.map((form) => [form.account.id, form.account]))
    for (const { accountId } of standing) accountsNear.set(accountId, known.find(({ id }) => id === accountId)!)
    return [...accountsNear.values()].map((account) => {
      const full = inText.has(account.id) && accountsNear.size === 1
      const cues = full ? [`the full name ${account.name} stands in the text`] : [`short for ${account.name}?`]
      return candidate(
        account,
        side,
        'name',
        full ? 'auto' : 'review',
        full ? 0.85 : 0.4,
        [...cues, ...supportFor(account, textOf(question))],
        1,
      )
    })
  }

  const bySimilarity = (company: string, side: MatchSide): Judged[] => {
    const key = nameKey(company)
    if (key.length < 5) return []
    return similarTo(key).map(({ name, similarity }) => {
      const form = forms[name]!
      return candidate(form.account, side, 'fuzzy', 'review', similarity / 2, [`spelled like ${form.text}`], 0)
    })
  }

  const given = (company: string, side: MatchSide, question: MatchQuestion): MatchCandidate[] => {
    const stated = side === 'subject' && question.domain ? byStatedDomain(question.domain, side) : []
    const exact = (byKey.get(nameKey(company)) ?? []).map((form) => judgeGiven(company, form, side, question))
    const found = [...stated, ...exact]
    if (found.length > 0) return settle(found)
    const short = byShortForm(company, side, question)
    return settle(short.length > 0 ? short : bySimilarity(company, side))
  }

  /** Accounts named in running text, judged by how the name is used. */
  const named = (question: MatchQuestion): MatchCandidate[] => {
    const text = textOf(question)
    const judged: Judged[] = []
    for (const part of [question.title, question.summary ?? '']) {
      const titleCase = isTitleCase(part)
      for (const { start, end, names } of index.find(part)) {
        const mention = mentionAt(part, start, end, titleCase)
        for (const number of names) {
          const verdict = judgeNamed(mention, written[number]!, text)
          if (verdict) judged.push(verdict)
        }
      }
    }
    return settle(judged)
  }

  const judgeNamed = (mention: Mention, form: Form, text: string): Judged | null => {
    const { account } = form
    const distinctness = distinctnessOf(form.text)
    const usage = usageOf(mention, form.text, distinctness)
    const base = distinctness === 'own' ? 2 : distinctness === 'weak' ? 1 : 0
    const points = base + usage.points
    if (points < (distinctness === 'own' ? -2 : 0)) return null
    const support = supportFor(account, text)
    const against = [disguise(mention.found, form.text), placeConflict(account, mention)].filter(
      (reason) => reason !== null,
    )
    const shared = namesakes(form.key)
    if (shared > 1) against.push(...(support.length ? [] : [`${shared} accounts share this name`]))
    if (distinctness === 'common' && support.length === 0 && form.kind !== 'confirmed' && !isBare(account))
      against.push('an ambiguous name without a cue of its own')
    const auto = points >= usedAsCompany && usage.cues.length > 0 && against.length === 0
    const confidence = auto ? Math.min(0.95, 0.6 + 0.07 * points) : Math.max(0.1, Math.min(0.5, 0.3 + 0.05 * points))
    return candidate(
      account,
      'subject',
      methodOf[form.kind],
      auto ? 'auto' : 'review',
      confidence,
      [...usage.cues, ...support, ...usage.against, ...against],
      support.length,
    )
  }

  const match = (question: MatchQuestion): MatchCandidate[] => {
    if (!question.company) return named(question)
    const subject = given(question.company, 'subject', question)
    return question.counterpart ? [...subject, ...given(question.counterpart, 'counterpart', question)] : subject
  }
  return { match, find }
}

const textOf = (question: MatchQuestion): string => `${question.title}\n${question.summary ?? ''}`

const candidate = (
  account: AccountNames,
  side: MatchSide,
  method: MatchMethod,
  decision: MatchDecision,
  confidence: number,
  cues: string[],
  support: number,
): Judged => ({ accountId: account.id, side, method, decision, confidence, cues, support })

/** One answer per account, the surest first; two sure accounts for one name are none unless one has more to say for it. */
const settle = (judged: Judged[]): MatchCandidate[] => {
  const best = new Map<string, Judged>()
  for (const one of judged) {
    const other = best.get(one.accountId)
    if (!other || rank(one) > rank(other)) best.set(one.accountId, one)
  }
  return [...best.values()]
    .sort((a, b) => rank(b) - rank(a) || (a.accountId < b.accountId ? -1 : 1))
    .map(({ support: _, ...rest }) => rest)
}
const rank = (one: Judged): number => (one.decision === 'auto' ? 10 : 0) + one.confidence

const sameLetters = (one: string, two: string): boolean => one.normalize('NFKC').startsWith(two) || one === two

const registrable = (address: string): string | null => getDomain(address)?.toLowerCase() ?? null

const domainPattern = /\b[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,62}){1,4}\b/gi

/** The account's own domain in the text, or as the place where the document was published. */
const domainSupport = (account: AccountNames, question: MatchQuestion): string[] => {
  const own = new Set(account.domains.map((domain) => domain.toLowerCase()))
  const inText = [...textOf(question).matchAll(domainPattern)].map((found) => registrable(found[0]))
  const stated = inText.find((domain) => domain !== null && own.has(domain))
  if (stated) return [`its domain ${stated} stands in the text`]
  const host = question.url ? registrable(question.url) : null
  return host !== null && own.has(host) ? [`published on its own site ${host}`] : []
}

const mentionsOf = (company: string, question: MatchQuestion): Mention[] =>
  [question.title, question.summary ?? ''].flatMap((part) => {
    const at = part.indexOf(company)
    return at < 0 ? [] : [mentionAt(part, at, at + company.length, isTitleCase(part))]
  })

const longerName = (mention: Mention, form: Form, distinctness: Distinctness): string | null =>
  distinctness === 'own'
    ? null
    : (usageOf(mention, form.text, distinctness).against.find((reason) => reason.startsWith('may be part')) ?? null)
