import { findMoney, type MoneyMention } from '../../draft/money.ts'
import { hasMoney } from '../facts.ts'
import { normal } from '../words.ts'
import { type Rule, subjectsOf } from './told.ts'

const buying =
  /\b(?:acquir\w+|buys?|bought|buying|purchas(?:ed|es|ing)|(?:tak\w+|took) over|snap\w* up|absorb\w*)\b(?! by)/gu

/** Whoever is named as buyer or as bought must be the one the sources name. */
export const acquisitionSides: Rule = ({ marked, evidence, group: { trigger } }) => {
  const [buyer, bought] = trigger!.side === 'subject' ? ['@A', '@C'] : ['@C', '@A']
  const named = (pattern: RegExp): string[] => [...marked.matchAll(pattern)].map((hit) => hit[1]!)
  const buyers = [
    ...subjectsOf(marked, buying).flatMap(({ sign, passive }) => (passive ? [] : [sign])),
    ...named(
      /(?:acquired|bought|purchased|taken over|snapped up|acquisition|takeover|purchase|buyout)(?: \w+){0,3} by (?:the )?(@\w)/gu,
    ),
    ...named(/(?:sold to|belong(?:s|ed)? to|part of|joins?|joined|joining|sale to|owned by) (?:the )?(@\w)/gu),
  ]
  const targets = [
    ...subjectsOf(marked, buying).flatMap(({ sign, passive }) => (passive ? [sign] : [])),
    ...named(/(?:acquisition|purchase|takeover|buyout|owner) of (?:the )?(@\w)/gu),
    ...named(/(?:acquir\w+|buys?|bought|buying|purchas(?:ed|es|ing)|snap\w* up) (?:the |your )?(@\w)(?! by)/gu),
  ]
  const described = /(?:acquir\w+|buys?|bought|buying|snap\w* up) (an? [\p{L}\d]+ [\p{L}\d]+)/u.exec(marked)?.[1]
  if (described && !evidence.includes(described.replace(/^an? /, ''))) return 'The sources describe another company.'
  const right = buyers.every((sign) => sign === buyer) && targets.every((sign) => sign === bought)
  return right ? null : 'The sources name another buyer or another one bought.'
}

/** A share of a company is not the company. */
export const shareOnly: Rule = ({ marked, group: { folded } }) =>
  / (?:stake|shares?|investment|invests?|invested) /u.test(folded) &&
  !/ (?:stake|shares?|invest\w*|deal) /u.test(marked) &&
  / (?:acqui\w+|buys?|bought|buying|purchas\w+|owns?|takeover|part of) /u.test(marked)
    ? 'The sources tell of a share, not of the whole company.'
    : null

const raising =
  /\b(?:rais\w+|secur(?:es|ed|ing)|clos(?:es|ed|ing)|land(?:s|ed)|bag(?:s|ged)|pull(?:s|ed) in|receiv\w+)\b/gu

export const raiser: Rule = ({ marked }) => {
  for (const { sign, passive: turned } of subjectsOf(marked, raising))
    if (!turned && (sign === '@I' || sign === '@C')) return 'The sources say that the account raised the money.'
  return subjectsOf(marked, /\b(?:invest(?:s|ed|ing)?|back(?:s|ed)|fund(?:s|ed)|led|leads|put)\b(?! by)/gu).some(
    ({ sign, passive: turned }) => sign === '@A' && !turned,
  )
    ? 'The sources say that the account raised money, not that it invested.'
    : null
}

/** A round is closed; a company, an office or a business that closes is another story. */
export const closing: Rule = ({ marked }) =>
  /\bclos(?:e|es|ed|ing)\b(?!(?: [^ ]+){0,6} (?:round|series|funding|raise|financing|million|billion|crore|lakh|seed|it|deal)\b)/u.test(
    marked,
  ) && !/(?:round|series \w|funding|raise|it) (?:has |is |was |were |just )*clos/u.test(marked)
    ? 'The sources tell of a round, not of a closure.'
    : null

export const ledBy: Rule = ({ marked, text, group: { trigger, folded } }) => {
  const lead = trigger!.fields.find(({ name }) => name === 'leadInvestor')?.value
  const leads = subjectsOf(marked, /\b(?:led|leads|leading)\b(?! by)/gu).filter(({ passive }) => !passive)
  if (leads.length > 0 && !(lead ? ` ${normal(text)} `.includes(` ${normal(lead)} `) : / le(?:d|ads?) /u.test(folded)))
    return 'The sources do not say who led the round in this way.'
  if (lead && leads.some(({ sign }) => sign !== '@I' && sign !== '@A')) return 'The sources name another lead investor.'
  const leader = /\bled by (@\w|[\p{L}\d]+)/u.exec(marked)?.[1]
  if (!leader) return null
  const known = trigger!.fields.find(({ name }) => name === 'leadInvestor')?.value
  if (known)
    return leader === '@I' || leader === normal(known).split(' ')[0] ? null : 'The sources name another lead investor.'
  return folded.includes(' led by ') ? null : 'No source says who led the round.'
}

const paying =
  /\b(?:put|puts|putting|invest(?:s|ed|ing)?|contribut(?:es|ed|ing)|wrote|paid|pays|gave|gives)(?:\s[\p{L}]+){0,3}\s$/iu

/** Who gave how much is more than who took part. */
export const paidBy: Rule = ({ marked, text, group: { folded } }) =>
  findMoney(text).some(({ start }) => paying.test(text.slice(0, start))) &&
  subjectsOf(
    marked,
    /\b(?:put|puts|putting|invest(?:s|ed|ing)?|contribut(?:es|ed|ing)|wrote|paid|pays|gave|gives)\b(?! by)/gu,
  ).some(({ sign, passive }) => sign !== '@A' && !passive) &&
  !/ (?:puts?|putting|invest(?:s|ed|ing)?|contribut(?:es|ed|ing)|wrote|paid|pays|gave|gives) /u.test(folded)
    ? 'No source says what an investor put in.'
    : null

/** The amount told of the event is the event's own, and no valuation or revenue unless the source says so. */
export const amountOfEvent: Rule = ({ text, group }) => {
  const known = group.trigger!.fields.find(({ name }) => name === 'amount')
  const [own] = findMoney(known?.value ?? '')
  for (const mention of findMoney(text)) {
    const isOwn = own !== undefined && hasMoney({ ...group, money: [own.money] }, mention.money)
    if (isValued(text, mention)) {
      const saidSo = group.texts.some((each) =>
        findMoney(each).some((other) => sameMoney(other, mention) && isValued(each, other)),
      )
      if (!saidSo) return 'No source gives this figure as a value or a turnover.'
    } else if (known && !isOwn && isGoverned(text, mention)) return `The sources give ${known.value} for this.`
  }
  return null
}

const sameMoney = (a: MoneyMention, b: MoneyMention): boolean =>
  a.money.value === b.money.value && a.money.currency === b.money.currency

const isValued = (text: string, { start, end }: MoneyMention): boolean =>
  /\b(?:valu\w+|worth|total\w*|revenues?|sales|turnover)\W+(?:\w+\W+){0,3}$/iu.test(
    text.slice(Math.max(0, start - 40), start),
  ) ||
  /^\W*(?:pre-|post-)?(?:money )?(?:valuation|in revenue|of revenue|in sales|turnover)/iu.test(
    text.slice(end, end + 30),
  )

const isGoverned = (text: string, { start, end }: MoneyMention): boolean =>
  /\b(?:rais\w+|secur\w+|clos\w+|land\w*|for|of|announced|a|an|the|its|your)\s(?:\w+ )?$/iu.test(
    text.slice(Math.max(0, start - 40), start),
  ) || /^\s(?:in|series|seed|round|funding|raise)/iu.test(text.slice(end, end + 20))
