/** Where a posting is, as far as its words tell: each site as written, and the countries that are, or may be, meant. */
export type PostingPlaces = { sites: string[]; countries: string[]; possibleCountries: string[]; isRemote: boolean }

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
    possibleCountries: unique(onSite.flatMap(countriesPossible)),
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

/** Lower-case name → the name to show. */
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

const statesOf = (codes: string, country: string) => codes.split(' ').map((code) => [code, country] as const)

/** States and provinces by the code that stands behind a town. */
const states = new Map([
  ...statesOf(
    'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY',
    'United States',
  ),
  ...statesOf('AB BC MB NB NL NS ON PE QC SK', 'Canada'),
])
const stateNames = new Set(
  'alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming'.split(
    ' ',
  ),
)

/** Every country that a place may be in by its last part: "Boston, MA" could be in Morocco. */
function countriesPossible(place: string): string[] {
  const parts = place
    .replace(/[\s,]+\d{4,6}(?:-\d{3,4})?$/, '')
    .split(',')
    .map((part) => part.trim())
  const last = parts.at(-1)!
  if (last.toLowerCase() === 'georgia') return ['United States', 'Georgia']
  const named = countries.get(last.toLowerCase()) ?? countries.get(place.trim().toLowerCase())
  if (named) return [named]
  if (parts.length < 2) return []
  if (stateNames.has(last.toLowerCase())) return ['United States']
  if (last === 'CA' && states.get(parts.at(-2)!) === 'Canada') return ['Canada']
  const byCode = /^[A-Z]{2}$/.test(last) ? countries.get((names.of(last) ?? '').toLowerCase()) : undefined
  return unique([states.get(last), byCode].filter((name) => name !== undefined))
}

/** The country that a place is surely in; null where none is named, or a code stands for more than one. */
export const countryOf = (place: string): string | null => {
  const possible = countriesPossible(place)
  return possible.length === 1 ? possible[0]! : null
}
