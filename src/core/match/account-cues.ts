import type { AccountNames } from '../account.ts'
import { foldWords } from './fold.ts'
import type { Mention } from './mention.ts'
import { countryOf } from './places.ts'
import { companyNouns } from './usage-words.ts'

/** Words of an industry or a product that stand near companies of every industry. */
const hollow = new Set(
  `and as of the for in to a an by on with other others general various diversified specialty services service products
  product solutions software hardware technology technologies tech saas b2b b2c consumer enterprise platform platforms
  companies company industry industries internet online digital startup startups app apps data business ai artificial
  intelligence generative machine deep learning tools developer developers new team management marketplace analytics
  community communications productivity health care real hard mail video`.split(/\s+/),
)

/** What the text says that is also known of the account, in words: enough to tell namesakes apart. */
export const supportFor = (account: AccountNames, text: string, mention: Mention | null): string[] => {
  const { industry, city, country, people, products } = account.cues
  const words = foldWords(text)
  const running = ` ${words.join(' ')} `
  const stands = (phrase: string, within = running) => {
    const folded = foldWords(phrase).join(' ')
    return folded.length > 2 && within.includes(` ${folded} `)
  }
  const present = new Set(words)
  const trade = foldWords(industry ?? '').find((word) => !hollow.has(word) && present.has(word))
  const town = city?.split(',')[0]
  return [
    trade ? `industry ${trade} nearby` : null,
    town && mention && stands(town, surroundings(mention)) ? `${town} nearby` : null,
    country && mention && placeOf(mention)?.country === country ? `introduced as from ${country}` : null,
    ...people.map((person) => (person.includes(' ') && stands(person) ? `${person} is named` : null)),
    ...products.map((product) =>
      !hollow.has(product.toLowerCase()) && stands(product) ? `${product} is named` : null,
    ),
  ].filter((cue) => cue !== null)
}

/** Nothing but a name is known, so nothing can speak for or against. */
export const isBare = ({ cues }: AccountNames): boolean =>
  !cues.industry && !cues.city && !cues.country && cues.people.length === 0 && cues.products.length === 0

/** "India's Acme", "Berlin-based Acme", "German start-up Acme" where the account sits elsewhere. */
export const placeConflict = (account: AccountNames, mention: Mention): string | null => {
  const place = placeOf(mention)
  if (!place || !account.cues.country || place.country === account.cues.country) return null
  return `introduced by ${place.word}, while the account is in ${account.cues.country}`
}

const surroundings = (mention: Mention): string => {
  const before = mention.before.slice(0, 6).map(({ low }) => low)
  const after = mention.after.slice(0, 10).map(({ low }) => low)
  return ` ${before.reverse().join(' ')} | ${after.join(' ')} `
}

/** The place a mention is introduced by: owning it, as where it is based, or before "start-up", "bank", … */
const placeOf = (mention: Mention): { word: string; country: string } | null => {
  const near = mention.before.slice(0, 6)
  for (const [at, { raw, low, possessive }] of near.entries()) {
    const country = countryOf(raw)
    if (country) {
      const between = near.slice(0, at)
      const introduces =
        (possessive && at === 0) || between.some((word) => word.low === 'based' || companyNouns.has(word.low))
      return introduces ? { word: raw, country } : null
    }
    if (low !== 'based' && /^\p{Lu}/u.test(raw) && !mention.titleCase) return null
  }
  return null
}
