import type { Money } from '../signal.ts'

export type MoneySpan = { money: Money; start: number; end: number }

const symbols: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  'u.s. $': 'USD',
  a$: 'AUD',
  au$: 'AUD',
  aud: 'AUD',
  twd: 'TWD',
  c$: 'CAD',
  ca$: 'CAD',
  cad: 'CAD',
  s$: 'SGD',
  sgd: 'SGD',
  hk$: 'HKD',
  hkd: 'HKD',
  nz$: 'NZD',
  nzd: 'NZD',
  nt$: 'TWD',
  r$: 'BRL',
  brl: 'BRL',
  '€': 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  '₹': 'INR',
  rs: 'INR',
  'rs.': 'INR',
  inr: 'INR',
  '¥': 'JPY',
  jpy: 'JPY',
  cny: 'CNY',
  rmb: 'CNY',
  '₩': 'KRW',
  krw: 'KRW',
  chf: 'CHF',
  rm: 'MYR',
  myr: 'MYR',
  rp: 'IDR',
  idr: 'IDR',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  aed: 'AED',
  sar: 'SAR',
  zar: 'ZAR',
  '₱': 'PHP',
  php: 'PHP',
  '฿': 'THB',
  thb: 'THB',
  '₫': 'VND',
  vnd: 'VND',
  '₪': 'ILS',
  ils: 'ILS',
  '₦': 'NGN',
  ngn: 'NGN',
  kes: 'KES',
  pln: 'PLN',
  try: 'TRY',
  mxn: 'MXN',
  czk: 'CZK',
  huf: 'HUF',
  ron: 'RON',
  egp: 'EGP',
  clp: 'CLP',
  cop: 'COP',
  pkr: 'PKR',
  bdt: 'BDT',
  lkr: 'LKR',
  ghs: 'GHS',
  uah: 'UAH',
  qar: 'QAR',
  kwd: 'KWD',
}

const names: Record<string, string> = {
  dollar: 'USD',
  'u.s. dollar': 'USD',
  'us dollar': 'USD',
  buck: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  rupee: 'INR',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  won: 'KRW',
  franc: 'CHF',
  'swiss franc': 'CHF',
  ringgit: 'MYR',
  rupiah: 'IDR',
  krona: 'SEK',
  krone: 'NOK',
  crown: 'SEK',
  dirham: 'AED',
  riyal: 'SAR',
  rand: 'ZAR',
  peso: 'PHP',
  baht: 'THB',
  dong: 'VND',
  shekel: 'ILS',
  naira: 'NGN',
  zloty: 'PLN',
  lira: 'TRY',
  real: 'BRL',
  reais: 'BRL',
  'australian dollar': 'AUD',
  'canadian dollar': 'CAD',
  'singapore dollar': 'SGD',
  'hong kong dollar': 'HKD',
  'new zealand dollar': 'NZD',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  inr: 'INR',
  aud: 'AUD',
  cad: 'CAD',
  sgd: 'SGD',
}

const multipliers: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  m: 1e6,
  mn: 1e6,
  mm: 1e6,
  mln: 1e6,
  mio: 1e6,
  mil: 1e6,
  million: 1e6,
  millions: 1e6,
  cr: 1e7,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  billion: 1e9,
  billions: 1e9,
  t: 1e12,
  milhões: 1e6,
  milhão: 1e6,
  millones: 1e6,
  millón: 1e6,
  millionen: 1e6,
  milioni: 1e6,
  miljoner: 1e6,
  miljoen: 1e6,
  mrd: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  milliarden: 1e9,
  miliardi: 1e9,
  tn: 1e12,
  trillion: 1e12,
}

const number = String.raw`\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const multiplier = String.raw`(?:thousand|lakhs?|lac|millions?|mln|mio|mil|mn|mm|crores?|cr|billions?|bln|bn|trillion|tn|milhões|milhão|millones|millón|millionen|milioni|miljoner|miljoen|mrd|milliard(?:s|en)?|miliardi|[kmbt])(?![\p{L}\p{N}])`
const symbol = String.raw`(?<![\p{L}\p{N}])(?:u\.s\. \$|(?:us|au|a|ca|c|s|hk|nz|nt|r)?\$|[€£₹¥₩₱฿₫₪₦]|(?:usd|eur|gbp|inr|aud|cad|sgd|hkd|nzd|jpy|cny|rmb|krw|chf|myr|idr|sek|nok|dkk|aed|sar|zar|php|thb|vnd|ils|ngn|kes|brl|pln|mxn|czk|huf|ron|egp|clp|cop|pkr|bdt|lkr|ghs|uah|qar|kwd)(?![\p{L}])|rs\.?|rm|rp)`
const currencyName = String.raw`(?:(?:u\.s\.|us|australian|canadian|singapore|hong kong|new zealand|swiss)\s+)?(?:dollar|euro|pound|rupee|yen|yuan|renminbi|won|franc|ringgit|rupiah|krona|krone|crown|dirham|riyal|rand|peso|baht|dong|shekel|naira|zloty|lira|reais|buck)s?|usd|eur|gbp|inr|aud|cad|sgd`

const pattern = new RegExp(
  `(?<symbol>${symbol})\\s?(?<a>${number})(?:\\s?(?<am>${multiplier}))?(?:\\s?(?:-|to)\\s?(?:${symbol})?\\s?(?<high>${number})(?:[\\s-]?(?<hm>${multiplier})))?(?:[\\s-]?(?<am2>${multiplier}))?(?:\\s?(?<code>usd|sgd|aud|cad|hkd|nzd|twd)(?![\\p{L}]))?` +
    `|(?<![\\p{L}\\p{N}.])(?<b>${number})(?:[\\s-]?(?<bm>${multiplier}))?[\\s-]?(?<name>${currencyName})(?![\\p{L}])`,
  'giu',
)

/** Every amount with a currency, in whole units; a range counts as its lower end, "up to" as what it goes up to. */
export const moneyIn = (text: string): MoneySpan[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const groups = match.groups ?? {}
    const currency = groups.symbol
      ? symbols[(groups.code ?? groups.symbol).toLowerCase()]
      : names[(groups.name ?? '').toLowerCase().replace(/s$/, '').replace(/reai$/, 'reais')]
    const digits = groups.a ?? groups.b
    if (!currency || !digits) return []
    const scale = (groups.am ?? groups.am2 ?? groups.bm ?? groups.hm ?? '').toLowerCase()
    const value = Math.round(Number(digits.replaceAll(',', '')) * (multipliers[scale] ?? 1) * 100) / 100
    if (!Number.isFinite(value) || value <= 0) return []
    return [{ money: { value, currency }, start: match.index, end: match.index + match[0].length }]
  })

/** The dollar twin where a text gives both: "4.7 billion pounds ($9.2 billion)". */
export const preferDollars = (spans: MoneySpan[], text: string): MoneySpan | null => {
  const [first, second] = spans
  if (!first) return null
  const twin = second && first.money.currency !== 'USD' && second.money.currency === 'USD'
  return twin &&
    /^\s*\(\s*(?:about |around |nearly |approximately |approx\.? |~)?$/i.test(text.slice(first.end, second.start))
    ? second
    : first
}
