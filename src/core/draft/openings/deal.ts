import { escapedPattern } from '../../escape.ts'
import { possessive, withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const acquisition: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    if (sure === 'rumour' || sure === 'ruled_out' || told.says(/\bacqui-?hir/iu)) return []
    return told.trigger.side === 'counterpart' ? asTarget(told) : asBuyer(told)
  },
  nouns: (told) => known(otherOf(told) && `${otherOf(told)} deal`),
  subjects: (told) => {
    const other = otherOf(told)
    return known(
      other && `${told.company} and ${other}`,
      other && `The ${other} deal`,
      other && `${other} and ${told.company}`,
      other && `Your ${other} deal`,
      other && `On the ${other} deal`,
      other && told.trigger.certainty === 'done' && `After the ${other} deal`,
    )
  },
  glad: false,
}

const otherOf = (told: Told): string | undefined =>
  told.trigger.side === 'subject' ? told.field('counterpart') : told.trigger.company || undefined

const asBuyer = (told: Told): string[] => {
  const { company: c, trigger } = told
  const whole = told.field('counterpart')
  if (!whole) return []
  if (/^(?:IP|assets?|technolog(?:y|ies)|patents?|business(?:es)?|unit|team|stake)$/iu.test(whole)) return []
  const target = owned(told, whole) ?? partOf(told, whole) ?? (isThing(whole) ? withArticle(whole) : whole)
  const amount = told.field('amount')
  const price = amount && ` for ${amount}`
  if (told.says(/\bmerg/iu))
    return trigger.certainty === 'done' ? [`${c} has merged with ${target}`] : [`${c} plans to merge with ${target}`]
  if (told.says(/\b(?:stake|invest\w*)\b/iu)) return aStake(told, target)
  if (trigger.certainty === 'done' && !isSigned(told))
    return known(
      `${c} acquired ${target}`,
      `${c} has acquired ${target}`,
      `${c} bought ${target}`,
      price && `${c} acquired ${target}${price}`,
      price && `${c} has bought ${target}${price}`,
      `${c} announced the acquisition of ${target}`,
    )
  if (trigger.certainty === 'planned') return [`${c} plans to acquire ${target}`, `${c} plans to buy ${target}`]
  return known(
    `${c} is acquiring ${target}`,
    `${c} agreed to acquire ${target}`,
    price && `${c} agreed to buy ${target}${price}`,
  )
}

/** "Oakly's Oven Automation Business" is nothing without whose it is. */
const owned = ({ find, company }: Told, whole: string): string | null => {
  const name = '\\p{Lu}[\\p{L}&.-]*(?: \\p{Lu}[\\p{L}&.-]*){0,2}'
  const owner = find(
    new RegExp(`(${name})['’]s? ${escapedPattern(whole)} (?:[Bb]usiness|[Dd]ivision|[Oo]perations)(?![\\p{L}])`, 'u'),
  )
  return owner && owner !== company ? `${possessive(owner)} ${whole} business` : null
}

/** "Thailand Production Facility": a building, not a company. */
export const isThing = (name: string): boolean =>
  /\s(?:facility|plant|factory|site|building|project|mine|portfolio|tower|warehouse)$/iu.test(name)

/** "Acme to buy Crumbly spin-off": a part of a company, or what came out of it, is not the company. */
const partOf = (told: Told, whole: string): string | null => {
  const what = told
    .find(
      new RegExp(
        `${escapedPattern(whole)}(?:['’]s (?:\\p{L}+ ){0,2}| (?=spin|assets|oper|portf))(unit|arm|division|subsidiary|business|spin-?off|assets|operations|portfolio)(?![\\p{L}])`,
        'iu',
      ),
    )
    ?.toLowerCase()
  if (!what) return null
  return /s$/u.test(what) && what !== 'business' ? `${whole} ${what}` : withArticle(`${whole} ${what}`)
}

/** What was signed is not closed yet. */
const isSigned = ({ says }: Told): boolean =>
  says(/\b(?:signs?|signed|deal (?:for|to)|to take|agree[sd]?)\b/iu) &&
  !says(/\b(?:acquired|bought|clos(?:es|ed)|complet\w+)\b/iu)

/** A share of a company is not the company. */
const aStake = (told: Told, target: string): string[] => {
  const { company: c, trigger } = told
  const share = told.find(/(?<![\d.])(\d{1,2}(?:\.\d{1,2})?)(?:%| ?per ?cent| pct)(?= stake| of )/iu)
  const part = share ? withArticle(`${share}% stake`) : 'a stake'
  const what = told.says(/\bmajority stake\b/iu) ? 'a majority stake' : told.says(/\bstake\b/iu) ? part : null
  if (!what) return trigger.certainty === 'done' ? [`${c} has invested in ${target}`] : []
  if (trigger.certainty === 'done') return [`${c} bought ${what} in ${target}`, `${c} has bought ${what} in ${target}`]
  return trigger.certainty === 'planned'
    ? [`${c} plans to buy ${what} in ${target}`]
    : [`${c} agreed to buy ${what} in ${target}`]
}

const asTarget = ({ company: c, trigger, says }: Told): string[] => {
  const buyer = trigger.company
  if (!buyer || trigger.fields.length === 0 || says(/\b(?:stake|invest\w*|merg\w*)\b/iu)) return []
  if (trigger.certainty === 'done') return [`${buyer} acquired ${c}`, `${c} was acquired by ${buyer}`]
  return trigger.certainty === 'planned'
    ? [`${buyer} plans to acquire ${c}`]
    : [`${buyer} agreed to acquire ${c}`, `${buyer} is acquiring ${c}`]
}
