import { escapedPattern } from '../../escape.ts'
import { withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const funding: Opening = {
  clauses: (told) => {
    if (told.trigger.certainty !== 'done' && told.trigger.certainty !== 'agreed') return []
    if (isInvestor(told) || (told.says(/\bbets?\b/iu) && !told.says(raises))) return []
    const { company: c } = told
    const amount = told.field('amount')
    const exact = exactAmount(told)
    const round = roundOf(told)
    const lead = told.field('leadInvestor')
    const by = lead && lead.length <= 30 ? ` led by ${lead}` : ''
    if (isInvestment(told)) return invested(told)
    if (!round && told.says(/\braising\b/iu) && !told.says(/\brais(?:es|ed)\b/iu))
      return [amount ? `${c} is raising ${amount}` : `${c} is raising money`]
    if (amount && round)
      return known(
        `${c} raised ${amount} in ${withArticle(round)}`,
        exact && `${c} has raised ${withArticle(`${exact} ${round}`)}`,
        exact && `${c} announced ${withArticle(`${exact} ${round}`)}`,
        `${c} raised ${amount} for its ${round}`,
        by && `${c} raised ${amount} in ${withArticle(round)}${by}`,
        by && exact && `${c} raised ${withArticle(`${exact} ${round}`)}${by}`,
      )
    if (amount)
      return known(
        `${c} raised ${amount}`,
        `${c} has raised ${amount} in funding`,
        `${c} announced ${amount} in funding`,
        by && `${c} raised ${amount} in a round${by}`,
      )
    if (round)
      return known(
        `${c} announced ${withArticle(round)}`,
        `${c} has raised ${withArticle(round)}`,
        `${c} raised ${withArticle(round)}`,
        by && `${c} announced ${withArticle(round)}${by}`,
      )
    return [`${c} has raised new funding`, `${c} announced new funding`]
  },
  nouns: (told) => {
    const amount = exactAmount(told)
    const round = roundOf(told)
    return known(
      amount && round && `${amount} ${round}`,
      isInvestment(told) ? 'investment' : (round ?? (amount ? `${amount} round` : 'new round')),
      round || isInvestment(told) ? null : 'funding news',
    )
  },
  subjects: (told) => {
    const amount = exactAmount(told)
    const round = roundOf(told)
    if (isInvestment(told)) return aboutInvestment(told)
    return round
      ? known(
          `The ${round} at ${told.company}`,
          `After your ${round}`,
          `${told.companys} ${round}`,
          `On your ${round}`,
          `Your ${round}`,
          amount && `Your ${amount} ${round}`,
          `Next steps after the ${round}`,
        )
      : known(
          `New funding at ${told.company}`,
          amount && `${told.companys} ${amount} raise`,
          amount && `The ${amount} raise`,
          amount && `After the ${amount} raise`,
          amount && `Your ${amount} raise`,
          `${told.companys} new funding`,
        )
  },
  glad: true,
}

/** Its own "investment in SILA" makes a company no raiser. */
const isInvestor = ({ company, says }: Told): boolean =>
  !says(raises) &&
  says(
    new RegExp(
      `${escapedPattern(company)}(?:['’]s)? (?:[^ .]+ ){0,8}?(?:invest(?:s|ed|ing|ments?)?|bets?|stakes?) (?:in|on)\\b`,
      'iu',
    ),
  )

const raises =
  /\b(?:rais(?:e|es|ed|ing)|fundrais\w*|secur(?:e|es|ed)|bag(?:s|ged)|land(?:s|ed)|nab(?:s|bed)|rounds?|series [a-h])\b/iu

/** "A invests in B" tells of who invested, and not that a round was raised. */
export const isInvestment = (told: Told): boolean =>
  roundOf(told) === undefined &&
  told.says(/\binvest(?:s|ed|ing)?\b/iu) &&
  !told.says(
    /\b(?:rais(?:e|es|ed|ing) (?!focus)|rounds?\b|funding|fundrais\w*|secur(?:e|es|ed)\b|bags?\b|series [a-h]\b)/iu,
  )

const invested = (told: Told): string[] => {
  const { company: c } = told
  const amount = told.field('amount')
  const investors = investorsOf(told)
  const have = / and | & /u.test(investors ?? '') ? 'have' : 'has'
  if (investors)
    return amount
      ? [`${investors} invested ${amount} in ${c}`, `${investors} ${have} invested ${amount} in ${c}`]
      : [`${investors} invested in ${c}`, `${investors} ${have} invested in ${c}`]
  return amount
    ? [`${amount} was invested in ${c}`, `${c} got an investment of ${amount}`]
    : [`${c} has a new investor`, `there is a new investor in ${c}`]
}

const aboutInvestment = (told: Told): string[] => {
  const investors = investorsOf(told)
  const amount = exactAmount(told)
  return known(
    investors && `${investors} and ${told.company}`,
    investors && `The ${investors} investment`,
    amount && `The ${amount} investment`,
    `The investment in ${told.company}`,
  )
}

/** One or two names; what kind of investor it is, is no name. */
const investorsOf = (told: Told): string | undefined => {
  const investors = told.field('investors')
  return investors && investors.length <= 40 && !/,|^(?:PE|VC|firm|fund|investors?)$/iu.test(investors)
    ? investors
    : undefined
}

/** Only an amount without "up to" or "over" can stand before a noun. */
const exactAmount = (told: Told): string | undefined => {
  const amount = told.field('amount')
  return amount && /^[\p{Sc}A-Z\d]/u.test(amount) ? amount : undefined
}

const plainRounds: Record<string, string> = {
  seed: 'seed round',
  'pre-seed': 'pre-seed round',
  'pre seed': 'pre-seed round',
  growth: 'growth round',
  angel: 'angel round',
  bridge: 'bridge round',
  strategic: 'strategic round',
  debt: 'debt round',
  equity: 'equity round',
  venture: 'venture round',
}

/** "Series B", "seed round"; undefined for a grant or what cannot take an article. */
const roundOf = (told: Told): string | undefined => {
  const round = told.field('round')
  if (!round) return undefined
  const series = /^series ([a-h])(\d?)(.*)$/iu.exec(round)
  if (series) return `Series ${series[1]!.toUpperCase()}${series[2]}${series[3]}`
  return plainRounds[round.toLowerCase()] ?? (/^[\w -]{3,20} round$/iu.test(round) ? round : undefined)
}
