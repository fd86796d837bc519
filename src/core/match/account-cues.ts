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

/** "India's Acme", "Berlin-based Acme", "Acme, a German start-up" where the account sits elsewhere. */
export const placeConflict = (account: AccountNames, mention: Mention): string | null => {
  const place = placeOf(mention) ?? placeBehind(mention)
  if (!place || !account.cues.country || place.country === account.cues.country) return null
  return `introduced by ${place.word}, while the account is in ${account.cues.country}`
}

/** "The Lagos-based lender said …": how the text calls the company again, where the account sits elsewhere. */
export const againElsewhere = ({ cues }: AccountNames, text: string): string | null => {
  const [, word, kind] = /\bThe (\p{Lu}\p{L}{1,30})-based ((?:\p{Ll}[\p{Ll}-]{1,30} ){1,3})(?=\p{Ll})/u.exec(text) ?? []
  const isCompany = (kind ?? '').split(' ').some((noun) => companyNouns.has(noun.replace('-', '')))
  const country = word && isCompany ? countryOf(word) : null
  if (!country || !cues.country || country === cues.country) return null
  return `called ${word}-based, while the account is in ${cues.country}`
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

/** "Acme, a German start-up", "Acme, based in Berlin", "Acme is a Berlin-based bank": places that explain a mention. */
const placeBehind = ({ after, gapAfter }: Mention): { word: string; country: string } | null => {
  if (!/^\s*,?\s*$/.test(gapAfter)) return null
  const [first, second, third, fourth] = after
  const explains = gapAfter.includes(',') ? first : first?.low === 'is' || first?.low === 'was' ? second : undefined
  const next = explains === first ? second : third
  const place = /^(?:an?|the)$/.test(explains?.low ?? '')
    ? next
    : /^(?:based|headquartered)$/.test(explains?.low ?? '') && next?.low === 'in'
      ? explains === first
        ? third
        : fourth
      : undefined
  if (!place) return null
  // "based in Cambridge, Massachusetts": what stands behind the city may be another country's.
  const beyond = after[after.indexOf(place) + 1]
  const wider =
    beyond && next?.low === 'in' && /^,\s*$/.test(beyond.gap) && /^\p{Lu}/u.test(beyond.raw) ? beyond : place
  const country = countryOf(wider.raw)
  return country ? { word: wider.raw, country } : null
}
