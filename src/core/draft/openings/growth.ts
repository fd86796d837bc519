import { escapedPattern } from '../../escape.ts'
import { cardinal, count, plural, upperFirst, withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

const sites =
  'office|headquarters|hub|centre|center|plant|factory|warehouse|store|facility|site|campus|lab|showroom|branch|depot|station'
const kindOfSite =
  '(?:data|research|technology|tech|innovation|logistics|distribution|fulfilment|fulfillment|service|design|engineering|development|manufacturing|production|assembly|engine|co-working|charging)'
const siteOpened = new RegExp(
  `\\b(?:open(?:s|ed|ing)?|set\\w* up|establish\\w*|inaugurat\\w*|build\\w*|built|construct\\w*|launch\\w*|ground on|plan\\w*|commission\\w*)(?: [^ ,;]+){0,5}? ((?:${kindOfSite} )?(?:${sites}))\\b`,
  'iu',
)

export const expansion: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    const place = placeOf(told)
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    if (!place) return withoutPlace(told)
    const where = inPlace(place)
    const site = siteOf(told)
    if (site && sure !== 'planned' && told.says(/\b(?:ground on|under construction|building)\b/iu))
      return [
        `${c} is building ${withArticle(`new ${site}`)} in ${where}`,
        `${c} is building ${withArticle(site)} in ${where}`,
      ]
    if (sure === 'planned')
      return site
        ? [
            `${c} plans to open ${withArticle(site)} in ${where}`,
            `${c} plans ${withArticle(`new ${site}`)} in ${where}`,
          ]
        : [`${c} plans to expand in ${where}`, `${c} plans to grow in ${where}`]
    if (site && sure === 'done' && told.says(/\bopen(?:s|ed)\b|\binaugurat/iu))
      return [
        `${c} opened ${withArticle(`new ${site}`)} in ${where}`,
        `${c} has a new ${site} in ${where}`,
        `${c} has opened ${withArticle(site)} in ${where}`,
      ]
    return [`${c} is expanding in ${where}`, `${c} is growing in ${where}`]
  },
  nouns: (told) => {
    const place = placeOf(told)
    const site = siteOf(told)
    return known(place && site && `new ${site} in ${inPlace(place)}`, place && `expansion in ${inPlace(place)}`)
  },
  subjects: (told) => {
    const place = placeOf(told)
    const site = siteOf(told)
    const isPlan = told.trigger.certainty === 'planned'
    if (!place)
      return known(
        site && !isPlan && `${told.companys} new ${site}`,
        site && `The new ${site}`,
        `${told.companys} growth`,
        isPlan && 'Your plans to expand',
      )
    return known(
      site && `The new ${place} ${site}`,
      `${told.company} in ${inPlace(place)}`,
      isPlan && `Your ${place} plans`,
      isPlan && `On your ${place} plans`,
      isPlan && `${told.companys} ${place} plans`,
      site && !isPlan && `Your ${site} in ${inPlace(place)}`,
      site && !isPlan && `Your ${place} ${site}`,
      !site && !isPlan && `Your growth in ${inPlace(place)}`,
    )
  },
  glad: true,
}

/** "A foray into Wales's oven market" takes place on that market, not in the country. */
const placeOf = (told: Told): string | undefined => {
  const place = told.field('place')
  return place && !told.says(new RegExp(`\\binto ${escapedPattern(place)}['’]s? `, 'iu')) ? place : undefined
}

/** A site that was opened, else only what the evidence itself calls an expansion. */
const withoutPlace = (told: Told): string[] => {
  const { company, trigger, says } = told
  const site = siteOf(told)
  if (site && trigger.certainty === 'planned') return [`${company} plans ${withArticle(`new ${site}`)}`]
  if (site && says(/\bopen(?:s|ed)\b|\binaugurat/iu))
    return [`${company} opened ${withArticle(`new ${site}`)}`, `${company} has opened ${withArticle(`new ${site}`)}`]
  if (site && trigger.certainty === 'done' && says(/\blaunch(?:es|ed)\b/iu)) return [`${company} has a new ${site}`]
  if (!says(/\bexpan(?:d|sion)|\bforay\b|\benter(?:s|ed|ing)?\b/iu)) return []
  return [trigger.certainty === 'planned' ? `${company} plans to expand` : `${company} is expanding`]
}

const takesThe =
  /^(?:u\.?s\.?(?!\p{L})|usa|u\.?k\.?(?!\p{L})|uae|eu|united \w+|netherlands|philippines|bahamas|czech republic|middle east|gulf|nordics|baltics|americas|bay area|midwest)(?!\p{L})/iu

const inPlace = (place: string): string => (takesThe.test(place) ? `the ${place}` : place)

/** What was opened, where the evidence says so right after the verb. */
const siteOf = (told: Told): string | undefined => told.find(siteOpened)?.toLowerCase()

export const hiring: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    if (sure === 'rumour' || sure === 'ruled_out' || told.says(/\bhelp(?:s|ing)?\b/iu)) return [] // others' jobs
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
    const whom = heads > 1 ? told.find(hired)?.toLowerCase() : undefined
    if (whom) {
      const people = `${cardinal(heads)} ${/^(?:jobs|hires|roles|positions|staff)$/u.test(whom) ? 'people' : whom}${place}`
      return sure === 'planned'
        ? [`${c} plans to hire ${people}`, `${c} plans to take on ${people}`, `${c} will hire ${people}`]
        : [`${c} is hiring ${people}`, `${c} is taking on ${people}`]
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
      open > 0 ? 'Your open roles' : `The people who join ${told.company}`,
      `The new people at ${told.company}`,
    )
  },
  glad: false,
}

/** Whom a number of people counts, in the text's own word. */
const hired =
  /\d[\d,.]*\+?\s(?:[\p{L}-]+\s){0,2}?(people|staff|employees|workers|jobs|hires|roles|positions|freshers|graduates|trainees|apprentices|interns|engineers|developers|professionals|drivers|pilots|nurses|salespeople|associates)\b/iu

const roleNoun = (told: Told): string => {
  const work = told.field('hiringFunction')
  if (!work) return 'role'
  return `${/^\p{Lu}{2,}/u.test(work) ? work : work.toLowerCase()} role`.replace(/_/g, ' ')
}
