/** Where a posting is, as far as its words tell: each site as written, and the countries that are named. */
export type PostingPlaces = { sites: string[]; countries: string[]; isRemote: boolean }

const remote =
  /\b(?:remote|anywhere|home[- ]?office|work from home|distributed|worldwide|virtual|various|multiple|nationwide|global|emea|apac|latam|americas|europe|any location)\b/i

/** "Leith, Scotland; Lisbon, Portugal (hybrid)" → two sites, one country by name and one that is not named. */
export const placesOf = (location: string | null): PostingPlaces => {
  const parts = (location ?? '')
    .slice(0, 1_000)
    .split(/[;|/]|\bor\b/)
    .map((part) =>
      part
        .replace(/\([^)]{0,60}\)/g, ' ')
        .replace(/\b(?:hybrid|on-?site|office|hq|headquarters)\b/gi, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/^[\s,-]+|[\s,-]+$/g, ''),
    )
    .filter(Boolean)
  const onSite = parts.filter((part) => !remote.test(part))
  return {
    sites: unique(onSite.map(siteOf).filter((site) => site !== '' && !countryOf(site))),
    countries: unique(onSite.flatMap((part) => countryOf(part) ?? [])),
    isRemote: remote.test(location ?? ''),
  }
}

/** The town, which stands first: "Lisbon, Portugal" → Lisbon. */
const siteOf = (part: string): string => part.split(',')[0]!.trim()

const unique = (names: readonly string[]): string[] => [...new Set(names)]

const names = new Intl.DisplayNames(['en'], { type: 'region' })
// Former countries and groups with codes of their own.
const notCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'ZZ',
  'XA',
  'XB',
  'SU',
  'YU',
  'DD',
  'CS',
  'AN',
  'BU',
  'TP',
  'ZR',
  'FX',
  'GE',
])
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const codes = letters.flatMap((first) => letters.map((second) => first + second))

/** Lower-case name → the name to show. Codes of two letters alone are left: "CA", "IN" and "DE" are states as well. */
const countries = new Map([
  ...codes.flatMap((code) => {
    const name = names.of(code)
    return name && name !== code && !notCountries.has(code) ? [[name.toLowerCase(), name] as const] : []
  }),
  ...Object.entries({
    usa: 'United States',
    'u.s.': 'United States',
    'u.s.a.': 'United States',
    us: 'United States',
    'united states of america': 'United States',
    uk: 'United Kingdom',
    'u.k.': 'United Kingdom',
    england: 'United Kingdom',
    scotland: 'United Kingdom',
    wales: 'United Kingdom',
    'northern ireland': 'United Kingdom',
    'great britain': 'United Kingdom',
    uae: 'United Arab Emirates',
    holland: 'Netherlands',
    'the netherlands': 'Netherlands',
    'czech republic': 'Czechia',
    türkiye: 'Türkiye',
    turkey: 'Türkiye',
    'hong kong': 'Hong Kong',
    macau: 'Macao',
    deutschland: 'Germany',
    españa: 'Spain',
    italia: 'Italy',
    österreich: 'Austria',
    schweiz: 'Switzerland',
    brasil: 'Brazil',
    méxico: 'Mexico',
    polska: 'Poland',
    sverige: 'Sweden',
    danmark: 'Denmark',
    norge: 'Norway',
    suomi: 'Finland',
  }),
])

/** The country that the last part of a place names; null where none is named. "Atlanta, Georgia" names a state. */
export function countryOf(place: string): string | null {
  const last = place.split(',').at(-1)!.trim().toLowerCase()
  if (last === 'georgia') return null
  return countries.get(last) ?? countries.get(place.trim().toLowerCase()) ?? null
}
