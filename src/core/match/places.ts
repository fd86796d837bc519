import { fold } from './fold.ts'

/** Country code → how news writes the country, its people and its best-known cities. General knowledge, not complete. */
const places: Record<string, string> = {
  US: 'us usa america american california texas boston chicago seattle austin denver atlanta miami nyc manhattan brooklyn illinois florida',
  GB: 'uk britain british england english scotland scottish wales london manchester edinburgh cambridge',
  IN: 'india indian bengaluru bangalore mumbai delhi gurugram gurgaon hyderabad chennai pune noida kolkata',
  DE: 'germany german berlin munich hamburg frankfurt cologne',
  FR: 'france french paris lyon',
  ES: 'spain spanish madrid barcelona',
  IT: 'italy italian milan rome turin',
  NL: 'netherlands dutch amsterdam rotterdam eindhoven',
  BE: 'belgium belgian brussels antwerp',
  CH: 'switzerland swiss zurich geneva zug lausanne',
  AT: 'austria austrian vienna',
  SE: 'sweden swedish stockholm gothenburg malmo',
  NO: 'norway norwegian oslo',
  DK: 'denmark danish copenhagen',
  FI: 'finland finnish helsinki',
  IE: 'ireland irish dublin cork',
  PT: 'portugal portuguese lisbon porto',
  PL: 'poland polish warsaw krakow',
  CZ: 'czechia czech prague',
  EE: 'estonia estonian tallinn',
  LT: 'lithuania lithuanian vilnius',
  UA: 'ukraine ukrainian kyiv',
  TR: 'turkey turkish istanbul ankara',
  IL: 'israel israeli',
  AE: 'uae emirati dubai',
  SA: 'saudi riyadh',
  EG: 'egypt egyptian cairo',
  NG: 'nigeria nigerian lagos',
  KE: 'kenya kenyan nairobi',
  ZA: 'johannesburg',
  CN: 'china chinese beijing shanghai shenzhen hangzhou',
  HK: 'hongkong',
  TW: 'taiwan taiwanese taipei',
  JP: 'japan japanese tokyo osaka',
  KR: 'korea korean seoul',
  SG: 'singapore singaporean',
  MY: 'malaysia malaysian',
  ID: 'indonesia indonesian jakarta',
  VN: 'vietnam vietnamese hanoi',
  TH: 'thailand thai bangkok',
  PH: 'philippines filipino manila',
  PK: 'pakistan pakistani karachi lahore',
  BD: 'bangladesh bangladeshi dhaka',
  AU: 'australia australian sydney melbourne brisbane',
  NZ: 'zealand auckland',
  CA: 'canada canadian toronto vancouver montreal ottawa waterloo calgary',
  MX: 'mexico mexican',
  BR: 'brazil brazilian',
  AR: 'argentina argentine argentinian',
  CO: 'colombia colombian bogota medellin',
  CL: 'chile chilean santiago',
}

const countryOfWord = new Map(
  Object.entries(places).flatMap(([country, words]) => words.split(' ').map((word) => [word, country] as const)),
)

/** The country a word points to, or null. Takes a word as written; "us" the pronoun is not a place. */
export const countryOf = (word: string): string | null => {
  const folded = fold(word)
  if (folded === 'us' && word !== 'US') return null
  if (!/^\p{Lu}/u.test(word)) return null
  return countryOfWord.get(folded) ?? null
}
