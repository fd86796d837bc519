import { withArticle } from '../english.ts'
import type { Told } from '../told.ts'
import { known, type Opening } from './opening.ts'

export const productLaunch: Opening = {
  clauses: (told) => {
    const sure = told.trigger.certainty
    const c = told.company
    if (sure === 'rumour' || sure === 'ruled_out') return []
    const what = productOf(told)?.words ?? 'a new product'
    return sure === 'planned'
      ? [`${c} plans to launch ${what}`, `${c} will launch ${what}`]
      : [`${c} launched ${what}`, `${c} has launched ${what}`, `${c} introduced ${what}`, `${c} has released ${what}`]
  },
  nouns: (told) => {
    const name = productOf(told)?.name
    return known(name && `${name} launch`, 'launch')
  },
  subjects: (told) => {
    const name = productOf(told)?.name
    return known(
      name && `The ${name} launch`,
      name && `On the ${name} launch`,
      name && `A note on ${name}`,
      `The launch at ${told.company}`,
      `${told.companys} launch`,
      told.trigger.certainty === 'planned' ? 'Before the launch' : 'After the launch',
      'Your launch',
      name && `Your ${name} launch`,
    )
  },
  glad: true,
}

type Product = { words: string; name: string | null }

const mostCharacters = 45
const noName =
  /\b(?:next|year|month|week|quarter|another|several|many|first|second|latest|updated|its|their|for|with|in|at|to|wave|features?|models?|price[ds]?|starting|edition)\b|^\d|[:;!?]/iu

/** What was launched as a sentence can hold it; headlines cut and capitalise so much that doubt means "a new product". */
const productOf = (told: Told): Product | null => {
  const text = told
    .field('product')
    ?.replace(/[“”"‘’']/gu, '')
    .trim()
  if (!text || text.length > mostCharacters) return null
  const tail = /(?<![\p{L}\p{N}-])(?:\p{Lu}|\d)[\p{L}\p{N}.-]*(?: (?:\p{Lu}|\d)[\p{L}\p{N}.-]*){0,3}$/u.exec(text)?.[0]
  if (tail && !noName.test(tail) && isName(tail, text))
    return { words: generic.test(tail) ? `the ${tail}` : tail, name: tail }
  if (/^\p{Lu}/u.test(text) || noName.test(text.replace(/^(?:its|an?|the) /u, '')) || /(?:ed|ing)$/u.test(text))
    return null
  if (/^(?:an?|the|its|two|three|four|five) /u.test(text)) return { words: text, name: null }
  if (/ and /u.test(text) && !/s$/u.test(text)) return null
  return { words: /s$/u.test(text) ? text : withArticle(text), name: null }
}

const generic =
  /\b(?:SUV|EV|card|car|truck|van|bike|scooter|app|platform|suite|service|tool|series|phone|speaker|robot|camera|engine|system|kit)$/iu

/** A name is marked by more than the capitals of a headline: a figure, a capital inside, or lower-case words before it. */
const isName = (tail: string, text: string): boolean =>
  tail.split(' ').length <= 3 &&
  (/\d/.test(tail) || !/-\p{Lu}\p{Ll}/u.test(tail)) &&
  (/\d|\p{Ll}\p{Lu}/u.test(tail) || tail !== text || !tail.includes(' '))
