import type { Money } from '../signal.ts'
import { grouped } from './english.ts'
import { spelledNumber, spokenNumber } from './number-words.ts'

const symbols: Record<string, string> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  INR: '₹',
  JPY: '¥',
  KRW: '₩',
  ILS: '₪',
  AUD: 'A$',
  CAD: 'C$',
  SGD: 'S$',
  NZD: 'NZ$',
  HKD: 'HK$',
  BRL: 'R$',
}

/** "$4.5 million", "€12 million", "₹20 crore", "CHF 750,000": exact, as people write it. */
export const moneyText = ({ value, currency }: Money): string => {
  const symbol = symbols[currency]
  const prefix = symbol ?? `${currency} `
  const scales: [number, string][] =
    currency === 'INR'
      ? [
          [1e7, 'crore'],
          [1e5, 'lakh'],
        ]
      : [
          [1e12, 'trillion'],
          [1e9, 'billion'],
          [1e6, 'million'],
        ]
  const [unit, name] = scales.find(([scale]) => value >= scale) ?? [1, '']
  const scaled = Math.round((value / unit) * 100) / 100
  const exact = Math.abs(scaled * unit - value) < 0.5
  return exact && name
    ? `${prefix}${scaled >= 1000 ? grouped(scaled) : scaled} ${name}`
    : prefix + grouped(Math.round(value))
}

const bySymbol: Record<string, string> = {
  ...Object.fromEntries(Object.entries(symbols).map(([code, symbol]) => [symbol.toLowerCase(), code])),
  us$: 'USD',
  au$: 'AUD',
  'rs.': 'INR',
  rs: 'INR',
  dollar: 'USD',
  euro: 'EUR',
  pound: 'GBP',
  rupee: 'INR',
  yen: 'JPY',
}
const byScale: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mm: 1e6,
  million: 1e6,
  millions: 1e6,
  crore: 1e7,
  crores: 1e7,
  cr: 1e7,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
}

const codes = 'usd|eur|gbp|inr|jpy|krw|ils|aud|cad|sgd|nzd|hkd|brl|chf|sek|nok|dkk|cny|rmb'
const scale = 'thousand|lakhs?|crores?|cr|millions?|mln|mn|mm|billion|bn|trillion|tn|[kmbt]'
const number = '\\d{1,3}(?:,\\d{2,3}){1,5}(?:\\.\\d{1,3})?|\\d{1,12}(?:\\.\\d{1,3})?'
const leading = new RegExp(
  `(us\\$|au?\\$|c\\$|s\\$|nz\\$|hk\\$|r\\$|rs\\.?|[$€£₹¥₩₪]|\\b(?:${codes}))[ \\u00a0]?(${number})(?:[ \\u00a0-]?(${scale})\\b)?`,
  'giu',
)
const trailing = new RegExp(
  `(${number}|\\b${spelledNumber})(?:[ -]?(${scale}))?[ -](${codes}|(?:us |u\\.s\\. )?dollars?|euros?|pounds?|rupees?|yen)\\b`,
  'giu',
)

export type MoneyMention = { money: Money; start: number; end: number }

/** Every amount of money in a text; `value` is rounded to whole units of the currency. */
export const findMoney = (text: string): MoneyMention[] => {
  const found: MoneyMention[] = []
  const add = (start: number, length: number, code: string, digits: string, unit: string | undefined): void => {
    const bare = code
      .toLowerCase()
      .trim()
      .replace(/^(?:us|u\.s\.) /, '')
      .replace(/s$/, (s) => (code.length > 3 ? '' : s))
    const currency = bySymbol[bare] ?? bare.toUpperCase()
    const value = Math.round(
      (/\d/.test(digits) ? Number(digits.replaceAll(',', '')) : spokenNumber(digits)) *
        (byScale[unit?.toLowerCase() ?? ''] ?? 1),
    )
    if (!found.some((other) => start < other.end && other.start < start + length))
      found.push({ money: { value, currency }, start, end: start + length })
  }
  for (const m of text.matchAll(leading)) add(m.index, m[0].length, m[1]!, m[2]!, m[3])
  for (const m of text.matchAll(trailing)) add(m.index, m[0].length, m[3]!, m[1]!, m[2])
  return found.sort((a, b) => a.start - b.start)
}
