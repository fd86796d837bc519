import type { AccountNames } from '../account.ts'
import { foldWords } from './fold.ts'
import type { Mention } from './mention.ts'
import { countryOf } from './places.ts'

/** Words of an industry, a product or a place that stand near every company. */
const hollow = new Set(
  `and of the for in to a an other others general services service products product solutions software technology technologies
  tech saas b2b b2c consumer enterprise platform platforms companies company industry industries internet online digital
  startup startups app apps data business ai artificial intelligence tools new team management`.split(/\s+/),
)

/** What the text says that is also known of the account, in words: enough to tell namesakes apart. */
export const supportFor = (account: AccountNames, text: string): string[] => {
  const { industry, city, country, people, products } = account.cues
  const words = foldWords(text)
  const present = new Set(words)
  const running = ` ${words.join(' ')} `
  const stands = (phrase: string) => {
    const folded = foldWords(phrase).join(' ')
    return folded !== '' && running.includes(` ${folded} `)
  }
  const found: string[] = []
  const industryWord = foldWords(industry ?? '').find((word) => !hollow.has(word) && present.has(word))
  if (industryWord) found.push(`industry ${industryWord} nearby`)
  if (city && stands(city.split(',')[0]!)) found.push(`${city} nearby`)
  if (country && text.split(/[^\p{L}]+/u).some((word) => countryOf(word) === country)) found.push(`${country} nearby`)
  for (const person of people) if (person.includes(' ') && stands(person)) found.push(`${person} is named`)
  for (const product of products)
    if (stands(product) && !hollow.has(product.toLowerCase())) found.push(`${product} is named`)
  return found
}

/** Nothing but a name is known, so nothing can speak for or against. */
export const isBare = ({ cues }: AccountNames): boolean =>
  !cues.industry && !cues.city && !cues.country && cues.people.length === 0 && cues.products.length === 0

/** "India's Acme", "Berlin-based Acme", "German start-up Acme" where the account sits elsewhere. */
export const placeConflict = (account: AccountNames, mention: Mention): string | null => {
  if (!account.cues.country) return null
  for (const word of mention.before.slice(0, 5)) {
    const country = countryOf(word.raw)
    if (country && country !== account.cues.country)
      return `introduced as ${word.raw}, while the account is in ${account.cues.country}`
    if (country) return null
  }
  return null
}
