import { cardinal, count, plural, upperFirst, withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const acquisition: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    if (told.trigger.side === 'counterpart') {
      const buyer = told.trigger.company
      if (!buyer || told.trigger.fields.length === 0) return []
      return sure === 'done'
        ? [`${buyer} acquired ${c}`, `${c} was acquired by ${buyer}`]
        : sure === 'agreed'
          ? [`${buyer} agreed to acquire ${c}`, `${buyer} is acquiring ${c}`]
          : [`${buyer} plans to acquire ${c}`]
    }
    const target = told.field('counterpart')
    const amount = told.field('amount')
    if (!target) return []
    const price = amount ? ` for ${amount}` : ''
    if (sure === 'done')
      return known(
        `${c} acquired ${target}`,
        `${c} has acquired ${target}`,
        `${c} bought ${target}`,
        price && `${c} acquired ${target}${price}`,
        `${c} announced the acquisition of ${target}`,
      )
    if (sure === 'agreed')
      return known(
        `${c} is acquiring ${target}`,
        `${c} agreed to acquire ${target}`,
        price && `${c} agreed to buy ${target}${price}`,
      )
    return [`${c} plans to acquire ${target}`]
  },
  nouns: (told) =>
    known(
      told.trigger.side === 'subject' && told.field('counterpart') && `${told.field('counterpart')} deal`,
      'acquisition',
    ),
  subjects: (told) => {
    const target = told.trigger.side === 'subject' ? told.field('counterpart') : told.trigger.company
    return known(
      target && `${told.company} and ${target}`,
      target && `The ${target} deal`,
      'Two teams, one plan',
      `After the ${target ?? 'acquisition'} news`,
      `The acquisition at ${told.company}`,
    )
  },
  glad: false,
}

const siteWords =
  /\b(?:(?:sales|regional|innovation|technology|tech|engineering|research|design|development|distribution|fulfilment|fulfillment|data|manufacturing|production|global|european|asian|us|uk) )?(?:office|headquarters|hub|cent(?:re|er)|plant|factory|warehouse|store|facility|site|campus|lab|laborator(?:y)|showroom|branch)\b/iu

export const expansion: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    const place = told.field('place')
    const site = siteOf(told)
    if (site && place)
      return sure === 'done' && told.says(/\bopen(?:s|ed)\b|\binaugurat/iu)
        ? [
            `${c} opened ${withArticle(`new ${site}`)} in ${place}`,
            `${c} has a new ${site} in ${place}`,
            `${c} has opened ${withArticle(site)} in ${place}`,
          ]
        : [
            `${c} plans ${withArticle(`new ${site}`)} in ${place}`,
            `${c} plans to open ${withArticle(site)} in ${place}`,
          ]
            .slice(0, sure === 'planned' ? 2 : 0)
            .concat(
              sure === 'planned'
                ? []
                : [`${c} is expanding in ${place} with ${withArticle(site)}`, `${c} is expanding in ${place}`],
            )
    if (place)
      return sure === 'planned'
        ? [`${c} plans to expand in ${place}`, `${c} plans to grow in ${place}`]
        : [`${c} is expanding in ${place}`, `${c} is expanding its work in ${place}`, `${c} is growing in ${place}`]
    return sure === 'planned' ? [`${c} plans to expand`] : [`${c} is expanding`]
  },
  nouns: (told) => {
    const place = told.field('place')
    const site = siteOf(told)
    return known(place && site && `new ${site} in ${place}`, place && `expansion in ${place}`, 'expansion')
  },
  subjects: (told) => {
    const place = told.field('place')
    const site = siteOf(told)
    return known(
      place && site && `The new ${place} ${site}`,
      place && `${told.company} in ${place}`,
      place && `Growing in ${place}`,
      place && `Your ${place} plans`,
      place && `A start in ${place}`,
      `Growth at ${told.company}`,
    )
  },
  glad: true,
}

const siteOf = (told: Told): string | undefined => {
  for (const { quote } of told.trigger.fields) {
    const found = siteWords.exec(quote)?.[0]
    if (found) return found.toLowerCase()
  }
  return undefined
}

export const hiring: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    const open = Number(told.field('openings') ?? Number.NaN)
    const role = roleNoun(told)
    if (open > 0) {
      const roles = count(open, role)
      return [
        `${c} has ${roles} open`,
        `${c} is hiring for ${roles}`,
        `there ${open === 1 ? 'is' : 'are'} ${roles} open at ${c}`,
        `you are hiring for ${roles} at ${c}`,
      ]
    }
    const heads = Number(told.field('headcount') ?? Number.NaN)
    const place = told.field('place') ? ` in ${told.field('place')}` : ''
    if (heads > 1) {
      const people = `${cardinal(heads)} people${place}`
      return sure === 'planned'
        ? [`${c} plans to hire ${people}`, `${c} plans to add ${people}`]
        : [`${c} is hiring ${people}`]
    }
    return sure === 'planned'
      ? [`${c} plans to hire${place}`]
      : known(`${c} is hiring${place}`, told.field('hiringFunction') && `${c} is hiring for ${role}s${place}`)
  },
  nouns: (told) => known(told.field('openings') ? `open ${plural(roleNoun(told))}` : 'hiring'),
  subjects: (told) => {
    const role = roleNoun(told)
    const open = Number(told.field('openings') ?? Number.NaN)
    return known(
      open > 1 && `Your ${count(open, role)}`,
      `Hiring at ${told.company}`,
      told.field('hiringFunction') && upperFirst(`${role.replace(/ role$/, '')} hiring at ${told.company}`),
      'Your open roles',
      'The new roles',
    )
  },
  glad: false,
}

const roleNoun = (told: Told): string => {
  const work = told.field('hiringFunction')
  if (!work) return 'role'
  return `${/^\p{Lu}{2,}/u.test(work) ? work : work.toLowerCase()} role`.replace(/_/g, ' ')
}

export const productLaunch: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    const c = told.company
    const product = told.field('product')
    if (sure === 'rumour' || sure === 'ruled_out' || (product && product.length > 50)) return []
    const what = product ?? 'a new product'
    return sure === 'planned'
      ? [`${c} plans to launch ${what}`, `${c} will launch ${what}`]
      : [
          `${c} launched ${what}`,
          `${c} has launched ${what}`,
          `${c} introduced ${what}`,
          `${c} has brought out ${what}`,
        ]
  },
  nouns: (told) => known(told.field('product') && `${told.field('product')} launch`, 'launch'),
  subjects: (told) => {
    const product = told.field('product')
    return known(
      product && `The ${product} launch`,
      product && `${product} and what follows`,
      `The launch at ${told.company}`,
      told.trigger.certainty === 'planned' ? 'Before the launch' : 'After the launch',
      'Your launch',
      product && `Your ${product} launch`,
    )
  },
  glad: true,
}

/** A post that asks for a skill says what the team works with, not that it changed. */
export const jobPostWords = /\b(?:experience|knowledge|familiar\w*|skills?|proficien\w*|a plus)\b/iu

export const technologyChange: Opening = {
  clauses: (told) => {
    const technology = told.field('technology')
    const sure = told.trigger.certainty
    if (!technology || sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    if (told.says(/\b(?:migrat|switch|mov(?:e|es|ed|ing) to)/iu))
      return sure === 'planned' ? [`${c} plans to move to ${technology}`] : [`${c} is moving to ${technology}`]
    if (told.says(/\b(?:adopt|select|chos|choos|deploy|implement|roll)/iu))
      return sure === 'planned'
        ? [`${c} plans to use ${technology}`]
        : [`${c} chose ${technology}`, `${c} is using ${technology}`]
    if (told.says(jobPostWords))
      return [`you ask for experience with ${technology}`, `${c} asks for experience with ${technology}`]
    return told.says(/\bus(?:e|es|ing)\b/iu)
      ? [`${c} uses ${technology}`, `${c} is using ${technology}`]
      : [`${c} works with ${technology}`]
  },
  nouns: (told) => known(told.field('technology') && `work with ${told.field('technology')}`),
  subjects: (told) => {
    const technology = told.field('technology')
    return known(
      technology && `${technology} at ${told.company}`,
      technology && `Your work with ${technology}`,
      `The stack at ${told.company}`,
      technology && `A thought on ${technology}`,
    )
  },
  glad: false,
}

/** Sober, and only used where the ICP itself counts bad news as a reason to write. */
export const layoff: Opening = {
  clauses: (told) =>
    ['done', 'agreed', 'planned'].includes(told.trigger.certainty)
      ? [`${told.company} is cutting jobs`, `there are job cuts at ${told.company}`]
      : [],
  nouns: () => [],
  subjects: (told) => ['With a smaller team', `The changes at ${told.company}`, 'The work that stays'],
  glad: false,
}

export const bankruptcy: Opening = {
  clauses: (told) => (told.trigger.certainty === 'done' ? [`${told.company} is in insolvency proceedings`] : []),
  nouns: () => [],
  subjects: (told) => [`The changes at ${told.company}`, 'The weeks ahead'],
  glad: false,
}
